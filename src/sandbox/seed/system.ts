import { type KubeObject, nameOf } from "../../core/object.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import { createObject } from "../api/write.ts";
import { PROVISIONER } from "../controllers/volumes/volume.ts";
import type { ResourceKey } from "../kinds/kind.ts";
import { API_SERVICES, metricsApiService } from "../kinds/metrics.ts";
import { apiServices, nodeLease } from "./control-plane.ts";
import { flowSchemas, priorityLevels } from "./flow-control.ts";
import { nodesAt } from "./nodes.ts";
import { systemRoles } from "./roles.ts";

const FLOW = "flowcontrol.apiserver.k8s.io";
const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** Puts into an empty cluster what every cluster has: namespaces, the API's own service, priority classes, roles, nodes. */
export function seedSystem(machine: Machine): void {
  const create = (resource: ResourceKey, object: KubeObject, namespace = "") => {
    const kind = machine.types.stored(resource);
    if (kind) createObject(machine, { kind, namespace }, object);
  };
  for (const name of NAMESPACES) create("namespaces", { metadata: { name } });
  const now = timestamp(machine.clock.now());
  // What tells of itself comes with its status.
  const put = (resource: ResourceKey, object: KubeObject) => {
    const metadata = { ...(object.metadata as KubeObject), uid: machine.newUid(), creationTimestamp: now };
    return machine.store.put(resource, { ...object, metadata });
  };
  for (const node of nodesAt(now)) {
    put("nodes", node);
    put("leases.coordination.k8s.io", nodeLease(nameOf(node), now));
  }
  for (const one of [...apiServices(now), metricsApiService(now)]) put(API_SERVICES, one);
  for (const one of priorityLevels) create(`prioritylevelconfigurations.${FLOW}`, one);
  for (const one of flowSchemas(now)) put(`flowschemas.${FLOW}`, one);
  for (const [name, value] of [
    ["system-cluster-critical", 2_000_000_000],
    ["system-node-critical", 2_000_001_000],
  ] as const) {
    create("priorityclasses.scheduling.k8s.io", {
      metadata: { name },
      value,
      description:
        "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
    });
  }
  create(
    "services",
    {
      metadata: { name: "kubernetes", labels: { component: "apiserver", provider: "kubernetes" } },
      spec: {
        clusterIP: "10.96.0.1",
        ports: [{ name: "https", port: 443, protocol: "TCP", targetPort: 6443 }],
        type: "ClusterIP",
      },
    },
    "default",
  );
  create("storageclasses.storage.k8s.io", {
    metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: PROVISIONER,
    volumeBindingMode: "WaitForFirstConsumer",
  });
  seedEndpoints(create);
  for (const [plural, roles] of Object.entries(systemRoles())) {
    for (const { object, namespace } of roles) create(`${plural}.rbac.authorization.k8s.io`, object, namespace);
  }
}

/** Where the API's own service leads: the API server keeps these itself. */
function seedEndpoints(create: Create): void {
  const name = "kubernetes";
  const ip = "192.168.0.1";
  const port = { name: "https", port: 6443, protocol: "TCP" };
  create(
    "endpoints",
    {
      metadata: { name, labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
      subsets: [{ addresses: [{ ip }], ports: [port] }],
    },
    "default",
  );
  create(
    "endpointslices.discovery.k8s.io",
    {
      metadata: { name, labels: { "kubernetes.io/service-name": name } },
      addressType: "IPv4",
      endpoints: [{ addresses: [ip], conditions: { ready: true } }],
      ports: [port],
    },
    "default",
  );
}

type Create = (resource: ResourceKey, object: KubeObject, namespace?: string) => void;
