import type { JsonObject, KubeObject } from "../../core/object.ts";

const ROOM: JsonObject = { cpu: "8", memory: "32Gi", pods: "110", "ephemeral-storage": "100Gi" };

const READY: readonly (readonly [string, string, string, string])[] = [
  ["MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
  ["DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
  ["PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
  ["Ready", "True", "KubeletReady", "kubelet is posting ready status"],
];

/** The nodes of a new cluster; `now` is an RFC 3339 time. */
export const nodesAt = (now: string): readonly KubeObject[] => [0, 1].map((number) => node(number, now));

function node(number: number, now: string): KubeObject {
  const name = `node-${number}`;
  const labels = {
    "beta.kubernetes.io/arch": "amd64",
    "beta.kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
  };
  return {
    kind: "Node",
    apiVersion: "v1",
    metadata: { name, labels },
    spec: { podCIDR: `10.244.${number}.0/24`, podCIDRs: [`10.244.${number}.0/24`] },
    status: readyStatus(name, `192.168.0.${10 + number}`, now),
  };
}

/** The status of a node that is ready and has room. */
export const readyStatus = (name: string, address: string, now: string): JsonObject => ({
  addresses: [
    { address, type: "InternalIP" },
    { address: name, type: "Hostname" },
  ],
  allocatable: ROOM,
  capacity: ROOM,
  conditions: READY.map(([type, status, reason, message]) => ({
    lastHeartbeatTime: now,
    lastTransitionTime: now,
    message,
    reason,
    status,
    type,
  })),
  nodeInfo: {
    architecture: "amd64",
    bootID: "",
    containerRuntimeVersion: "sandbox://1",
    kernelVersion: "sandbox",
    kubeProxyVersion: "",
    kubeletVersion: "v1.36.3",
    machineID: "",
    operatingSystem: "linux",
    osImage: "kctl sandbox",
    systemUUID: "",
  },
});
