import type { JsonObject, KubeObject } from "../../core/object.ts";
import { containerLines, resourceLines } from "../container.ts";
import { eventLines } from "../events.ts";
import { part, parts, text } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { deeper, listed, pairs } from "../lists.ts";
import { controlledBy } from "../owner.ts";
import { qosClass } from "../qos.ts";
import { spreadTexts, tolerationTexts } from "../scheduling.ts";
import type { Describer, Surroundings } from "../surroundings.ts";
import { age, isSet, moment } from "../time.ts";
import { volumeLines } from "../volumes.ts";

/** The annotation of a static pod that holds the name events know it by. */
const MIRROR = "kubernetes.io/config.mirror";

export const describe: Describer = async (pod, around) => {
  const spec = part(pod, "spec");
  const status = part(pod, "status");
  const spread = spreadTexts(parts(spec, "topologySpreadConstraints"));
  const mirrored = text(part(part(pod, "metadata"), "annotations")[MIRROR]);
  return [
    ...identityLines(pod, around),
    ...addressLines(status),
    ...controlledBy(pod),
    ...optional("NominatedNodeName", status.nominatedNodeName),
    ...(spec.resources ? ["Resources:", ...deeper(resourceLines(part(spec, "resources")))] : []),
    ...allContainers(pod),
    ...gateLines(parts(spec, "readinessGates"), parts(status, "conditions")),
    ...conditionLines(parts(status, "conditions")),
    ...volumeLines(parts(spec, "volumes"), { inTemplate: false }),
    `QoS Class:\t${text(status.qosClass) || qosClass(spec)}`,
    ...listed("Node-Selectors:\t", pairs(part(spec, "nodeSelector"))),
    ...listed("Tolerations:\t", tolerationTexts(parts(spec, "tolerations"))),
    ...(spread.length > 0 ? listed("Topology Spread Constraints:\t", spread) : []),
    ...(await eventLines(pod, around, mirrored || undefined)),
  ];
};

const optional = (label: string, value: JsonObject[string] | undefined): string[] =>
  text(value) === "" ? [] : [`${label}:\t${text(value)}`];

function identityLines(pod: KubeObject, { now }: Surroundings): string[] {
  const spec = part(pod, "spec");
  const status = part(pod, "status");
  const node = text(spec.nodeName);
  return [
    ...nameLines(pod),
    ...optional("Priority", spec.priority),
    ...optional("Priority Class Name", spec.priorityClassName),
    ...optional("Runtime Class Name", spec.runtimeClassName),
    ...optional("Service Account", spec.serviceAccountName),
    `Node:\t${node === "" ? "<none>" : `${node}/${text(status.hostIP)}`}`,
    ...(isSet(status.startTime) ? [`Start Time:\t${moment(status.startTime)}`] : []),
    ...labelLines(pod),
    ...annotationLines(pod),
    ...phaseLines(pod, now),
    ...optional("Reason", status.reason),
    ...optional("Message", status.message),
    ...seccompLines(part(part(spec, "securityContext"), "seccompProfile")),
  ];
}

function phaseLines(pod: KubeObject, now: number): string[] {
  const { deletionTimestamp: deleted, deletionGracePeriodSeconds: grace } = part(pod, "metadata");
  const status = part(pod, "status");
  if (!isSet(deleted) || status.reason === "NodeLost") return [`Status:\t${text(status.phase)}`];
  return [`Status:\tTerminating (lasts ${age(deleted, now)})`, `Termination Grace Period:\t${text(grace)}s`];
}

function seccompLines({ type, localhostProfile }: JsonObject): string[] {
  const profile = type === "Localhost" ? [`LocalhostProfile:\t${text(localhostProfile)}`] : [];
  return text(type) === "" ? [] : [`SeccompProfile:\t${text(type)}`, ...profile];
}

function addressLines(status: JsonObject): string[] {
  const own = parts(status, "podIPs").map(({ ip }) => `  IP:\t${text(ip)}`);
  return [`IP:\t${text(status.podIP)}`, ...(own.length === 0 ? ["IPs:\t<none>"] : ["IPs:", ...own])];
}

function allContainers(pod: KubeObject): string[] {
  const spec = part(pod, "spec");
  const initial = parts(spec, "initContainers");
  const ephemeral = parts(spec, "ephemeralContainers");
  const lines = (containers: readonly JsonObject[], key: string) => {
    const statuses = parts(part(pod, "status"), key);
    return containers.flatMap((one) => {
      return containerLines(one, { pod, status: statuses.findLast(({ name }) => name === one.name) });
    });
  };
  const own = parts(spec, "containers");
  return [
    ...(initial.length > 0 ? ["Init Containers:", ...lines(initial, "initContainerStatuses")] : []),
    own.length > 0 ? "Containers:" : "Containers: <none>",
    ...lines(own, "containerStatuses"),
    ...(ephemeral.length > 0 ? ["Ephemeral Containers:", ...lines(ephemeral, "ephemeralContainerStatuses")] : []),
  ];
}

function gateLines(gates: readonly JsonObject[], conditions: readonly JsonObject[]): string[] {
  if (gates.length === 0) return [];
  const status = (type: string) => text(conditions.find((one) => one.type === type)?.status) || "<none>";
  return [
    "Readiness Gates:",
    "  Type\tStatus",
    ...gates.map(({ conditionType: type }) => `  ${text(type)} \t${status(text(type))} `),
  ];
}

function conditionLines(conditions: readonly JsonObject[]): string[] {
  if (conditions.length === 0) return [];
  return [
    "Conditions:",
    "  Type\tStatus",
    ...conditions.map(({ type, status }) => `  ${text(type)} \t${text(status)} `),
  ];
}
