import { type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { lookedAtTable } from "../conditions.ts";
import { eventTable } from "../events.ts";
import { part, parts, sorted, text, words } from "../fields.ts";
import { annotationLines, labelLines, nameLine } from "../head.ts";
import { listed } from "../lists.ts";
import { podLines } from "../node-pods.ts";
import { sliceLines } from "../slices.ts";
import { type Describer, ifAllowed, LEASES, PODS, RESOURCE_SLICES, type Surroundings } from "../surroundings.ts";
import { isSet, moment } from "../time.ts";

export const describe: Describer = async (node, around) => {
  const name = nameOf(node);
  const fieldSelector = `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`;
  // The requests do not wait for each other.
  const [pods, lease, events, slices] = await Promise.all([
    around.list(PODS, { fieldSelector }).catch((error: unknown) => error),
    around.get(LEASES, name, "kube-node-lease").catch((error: unknown) => error),
    eventsOf(node, around),
    ifAllowed(around.list(RESOURCE_SLICES, { fieldSelector: `spec.nodeName=${name}` })),
  ]);
  if (!Array.isArray(pods) && !isForbidden(pods)) throw pods;
  return [
    ...aboutLines(node),
    ...leaseLines(lease),
    ...statusLines(part(node, "status")),
    ...sliceLines(slices ?? []),
    ...systemLines(part(part(node, "status"), "nodeInfo")),
    ...specLines(part(node, "spec")),
    ...(Array.isArray(pods) ? podLines(node, pods, around.now) : ["Pods:\tnot authorized"]),
    ...(events ? eventTable(events, around.now) : []),
  ];
};

const isForbidden = (error: unknown): boolean => (error as { reason?: unknown }).reason === "Forbidden";

const ROLE = "node-role.kubernetes.io/";

function aboutLines(node: KubeObject): string[] {
  const metadata = part(node, "metadata");
  const spec = part(node, "spec");
  const roles = sorted(part(metadata, "labels")).flatMap(([key, value]) => {
    if (key.startsWith(ROLE) && key.length > ROLE.length) return [key.slice(ROLE.length)];
    return key === "kubernetes.io/role" && value !== "" ? [value] : [];
  });
  return [
    nameLine(node),
    `Roles:\t${[...new Set(roles)].sort().join(",") || "<none>"}`,
    ...labelLines(node),
    ...annotationLines(node),
    `CreationTimestamp:\t${moment(metadata.creationTimestamp)}`,
    ...listed("Taints:\t", taintTexts(parts(spec, "taints"))),
    `Unschedulable:\t${spec.unschedulable === true}`,
  ];
}

const taintTexts = (taints: readonly JsonObject[]): string[] =>
  taints
    .map(({ key, value, effect }) => ({
      order: `${text(effect)},${text(key)}`,
      said: `${text(key)}${text(value) === "" ? "" : `=${text(value)}`}${text(effect) === "" ? "" : `:${text(effect)}`}`,
    }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ said }) => said);

function leaseLines(lease: unknown): string[] {
  if (lease instanceof Error) return [`Lease:\tFailed to get lease: ${lease.message}`];
  const { holderIdentity, acquireTime, renewTime } = part(lease as JsonObject, "spec");
  const time = (value: typeof acquireTime) => (isSet(value) ? moment(value) : "<unset>");
  return [
    "Lease:",
    `  HolderIdentity:\t${holderIdentity === undefined ? "<unset>" : text(holderIdentity)}`,
    `  AcquireTime:\t${time(acquireTime)}`,
    `  RenewTime:\t${time(renewTime)}`,
  ];
}

const SYSTEM = [
  ["Machine ID", "machineID"],
  ["System UUID", "systemUUID"],
  ["Boot ID", "bootID"],
  ["Kernel Version", "kernelVersion"],
  ["OS Image", "osImage"],
  ["Operating System", "operatingSystem"],
  ["Architecture", "architecture"],
  ["Container Runtime Version", "containerRuntimeVersion"],
  ["Kubelet Version", "kubeletVersion"],
] as const;

function statusLines(status: JsonObject): string[] {
  const amounts = (label: string, key: string) => {
    const entries = sorted(part(status, key));
    return entries.length === 0 ? [] : [`${label}:`, ...entries.map(([name, amount]) => `  ${name}:\t${amount}`)];
  };
  return [
    ...lookedAtTable(parts(status, "conditions"), "lastHeartbeatTime"),
    "Addresses:",
    ...parts(status, "addresses").map(({ type, address }) => `  ${text(type)}:\t${text(address)}`),
    ...amounts("Capacity", "capacity"),
    ...amounts("Allocatable", "allocatable"),
  ];
}

const systemLines = (info: JsonObject): string[] => [
  "System Info:",
  ...SYSTEM.map(([label, key]) => `  ${label}:\t${text(info[key])}`),
];

const specLines = (spec: JsonObject): string[] => [
  ...(text(spec.podCIDR) === "" ? [] : [`PodCIDR:\t${text(spec.podCIDR)}`]),
  ...(words(spec, "podCIDRs").length === 0 ? [] : [`PodCIDRs:\t${words(spec, "podCIDRs").join(",")}`]),
  ...(text(spec.providerID) === "" ? [] : [`ProviderID:\t${text(spec.providerID)}`]),
];

/** Events about a node: the kubelet knows it by its name, controllers by its uid. */
async function eventsOf(node: KubeObject, around: Surroundings): Promise<KubeObject[] | undefined> {
  const name = nameOf(node);
  const about = (uid: string) => around.events({ kind: "Node", name, namespace: "", uid }).catch(() => []);
  const [known, named] = await Promise.all([about(text(part(node, "metadata").uid)), about(name)]);
  return known && named ? [...known, ...named] : known;
}
