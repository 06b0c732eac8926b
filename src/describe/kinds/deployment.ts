import { selectorText } from "../../core/label-selector.ts";
import type { Json, JsonObject, KubeObject } from "../../core/object.ts";
import { isObject, nameOf, namespaceOf } from "../../core/object.ts";
import { reasonTable } from "../conditions.ts";
import { eventLines } from "../events.ts";
import { number, part, parts, text } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { isOwned } from "../owner.ts";
import { type Describer, ifAllowed, REPLICA_SETS } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";
import { moment } from "../time.ts";

export const describe: Describer = async (deployment, around) => {
  const spec = part(deployment, "spec");
  const status = part(deployment, "status");
  const strategy = part(spec, "strategy");
  const labelSelector = selectorText(part(spec, "selector"));
  const where = { namespace: namespaceOf(deployment), labelSelector };
  const [found, events] = await Promise.all([
    ifAllowed(around.list(REPLICA_SETS, where)),
    eventLines(deployment, around),
  ]);
  return [
    ...nameLines(deployment),
    `CreationTimestamp:\t${moment(part(deployment, "metadata").creationTimestamp)}`,
    ...labelLines(deployment),
    ...annotationLines(deployment),
    `Selector:\t${labelSelector}`,
    `Replicas:\t${replicas(spec, status)}`,
    `StrategyType:\t${text(strategy.type)}`,
    `MinReadySeconds:\t${number(spec.minReadySeconds)}`,
    ...rollingLines(strategy),
    ...templateLines(part(spec, "template")),
    ...reasonTable(parts(status, "conditions")),
    ...(found ? setLines(deployment, found) : []),
    ...events,
  ];
};

const replicas = (spec: JsonObject, status: JsonObject): string =>
  [
    `${number(spec.replicas)} desired`,
    `${number(status.updatedReplicas)} updated`,
    `${number(status.replicas)} total`,
    `${number(status.availableReplicas)} available`,
    `${number(status.unavailableReplicas)} unavailable`,
  ].join(" | ");

function rollingLines(strategy: JsonObject): string[] {
  const update = strategy.rollingUpdate;
  if (!isObject(update)) return [];
  return [`RollingUpdateStrategy:\t${text(update.maxUnavailable)} max unavailable, ${text(update.maxSurge)} max surge`];
}

/** The ReplicaSets of a deployment: the one of its template, and what came before. */
function setLines(deployment: KubeObject, found: readonly KubeObject[]): string[] {
  const sets = found.filter((one) => isOwned(one, deployment)).sort(byBirth);
  if (sets.length === 0) return [];
  const wanted = templateKey(part(deployment, "spec").template);
  const current = sets.find((one) => templateKey(part(one, "spec").template) === wanted);
  const texts = (list: readonly KubeObject[]) => list.map(setText).join(", ") || "<none>";
  return [
    `OldReplicaSets:\t${texts(sets.filter((one) => one !== current))}`,
    `NewReplicaSet:\t${texts(current ? [current] : [])}`,
  ];
}

/** The oldest first; those of one second by name. */
function byBirth(a: KubeObject, b: KubeObject): number {
  const born = (one: KubeObject) => Date.parse(text(part(one, "metadata").creationTimestamp)) || 0;
  return born(a) - born(b) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

const setText = (set: KubeObject): string =>
  `${text(part(set, "metadata").name)} (${number(part(set, "status").replicas)}/${number(part(set, "spec").replicas)} replicas created)`;

/** A template without the hash that the controller adds, in a form that can be compared. */
const templateKey = (template: Json | undefined): string => JSON.stringify(inOrder(template ?? {}));

function inOrder(value: Json): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).filter((key) => key !== "pod-template-hash");
  return keys.sort().map((key) => [key, inOrder(value[key] as Json)]);
}
