import { type JsonObject, type KubeObject, namespaceOf, stringMapOf } from "../../core/object.ts";
import { labelSelectorOf } from "../api/label-selector.ts";
import { listOf, mapOf, specOf, textsOf } from "../controllers/owned.ts";
import { isWanted } from "./fit.ts";

/** A pod, and the node that it is on. */
export interface Placed {
  readonly pod: KubeObject;
  readonly node: KubeObject;
}

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
const terms = (pod: KubeObject, kind: string): JsonObject[] =>
  listOf(mapOf(mapOf(specOf(pod).affinity)[kind])[REQUIRED]);

const zoneOf = (node: KubeObject, key: unknown): string | undefined => stringMapOf(node, "labels")[String(key)];

/** Whether a term of one pod's affinity means another pod. */
function means({ labelSelector, namespaces }: JsonObject, owner: KubeObject, other: KubeObject): boolean {
  const places = textsOf(namespaces);
  const isPlace = places.length > 0 ? places.includes(namespaceOf(other)) : namespaceOf(owner) === namespaceOf(other);
  return isPlace && labelSelectorOf(labelSelector)(stringMapOf(other, "labels"));
}

/** What the pods that run speak against a node, in the scheduler's words. */
export function neighbourRefusal(pod: KubeObject, node: KubeObject, placed: readonly Placed[]): string | undefined {
  const isNear = (key: unknown) => (one: Placed) =>
    zoneOf(node, key) !== undefined && zoneOf(one.node, key) === zoneOf(node, key);
  const lacks = terms(pod, "podAffinity").some((term) => {
    const fitting = placed.filter((one) => means(term, pod, one.pod));
    // The first of a group that wants to be together may go anywhere.
    const isFirst = fitting.length === 0 && means(term, pod, pod);
    return zoneOf(node, term.topologyKey) === undefined || !(isFirst || fitting.some(isNear(term.topologyKey)));
  });
  if (lacks) return "node(s) didn't match pod affinity rules";
  const dislikes = terms(pod, "podAntiAffinity").some((term) =>
    placed.some((one) => means(term, pod, one.pod) && isNear(term.topologyKey)(one)),
  );
  if (dislikes) return "node(s) didn't match pod anti-affinity rules";
  const isDisliked = placed.some((one) =>
    terms(one.pod, "podAntiAffinity").some((term) => means(term, one.pod, pod) && isNear(term.topologyKey)(one)),
  );
  return isDisliked ? "node(s) didn't satisfy existing pods anti-affinity rules" : undefined;
}

/** What a pod's topology spread constraints speak against a node. */
export function spreadRefusal(
  pod: KubeObject,
  node: KubeObject,
  nodes: readonly KubeObject[],
  placed: readonly Placed[],
): string | undefined {
  const words = "node(s) didn't match pod topology spread constraints";
  for (const constraint of listOf(specOf(pod).topologySpreadConstraints)) {
    const { whenUnsatisfiable, topologyKey, labelSelector, maxSkew } = constraint;
    if (whenUnsatisfiable === "ScheduleAnyway") continue;
    const zone = zoneOf(node, topologyKey);
    if (zone === undefined) return `${words} (missing required label)`;
    const fits = labelSelectorOf(labelSelector);
    const counts = new Map<string, number>();
    for (const one of nodes) {
      const other = zoneOf(one, topologyKey);
      if (other !== undefined && isWanted(specOf(pod), one)) counts.set(other, 0);
    }
    for (const { pod: other, node: at } of placed) {
      const key = zoneOf(at, topologyKey) ?? "";
      const counted = namespaceOf(other) === namespaceOf(pod) && fits(stringMapOf(other, "labels"));
      if (counted && counts.has(key)) counts.set(key, (counts.get(key) as number) + 1);
    }
    const own = fits(stringMapOf(pod, "labels")) ? 1 : 0;
    const skew = (counts.get(zone) ?? 0) + own - Math.min(...counts.values());
    if (skew > Number(maxSkew)) return words;
  }
  return undefined;
}
