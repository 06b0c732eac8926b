import { type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { listOf, mapOf, specOf, textsOf } from "../controllers/owned.ts";
import { isWanted, untolerated } from "./fit.ts";
import { neighbourRefusal, type Placed, spreadRefusal } from "./neighbours.ts";
import { missingAt } from "./room.ts";

/** Why a pod cannot be on a node; hopeless when it could not even if other pods made room. */
export interface Refusal {
  readonly reasons: readonly string[];
  readonly isHopeless: boolean;
}

const hopeless = (reason: string): Refusal => ({ reasons: [reason], isHopeless: true });

/** The pod, every node, and every pod that is on one. */
export interface Question {
  readonly pod: KubeObject;
  readonly nodes: readonly KubeObject[];
  readonly placed: readonly Placed[];
}

const UNSCHEDULABLE = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

/** Asks in the order of the real scheduler's plugins; the first that says no is who is quoted. */
export function refusalOf({ pod, nodes, placed }: Question, node: KubeObject): Refusal | undefined {
  const spec = specOf(pod);
  const named = namedNode(spec);
  if (named !== undefined && named !== nameOf(node)) {
    return hopeless("node(s) didn't satisfy plugin(s) [NodeAffinity]");
  }
  const isClosed = specOf(node).unschedulable === true && untolerated(spec, closed, ["NoSchedule"]).length > 0;
  if (isClosed) return hopeless("node(s) were unschedulable");
  if (untolerated(spec, node, ["NoSchedule", "NoExecute"]).length > 0) {
    return hopeless("node(s) had untolerated taint(s)");
  }
  if (!isWanted(spec, node)) return hopeless("node(s) didn't match Pod's node affinity/selector");
  const here = placed.filter((one) => nameOf(one.node) === nameOf(node)).map((one) => one.pod);
  if (hasPortTaken(spec, here)) {
    return { reasons: ["node(s) didn't have free ports for the requested pod ports"], isHopeless: false };
  }
  const missing = missingAt(spec, node, here);
  if (missing.reasons.length > 0) return missing;
  const spread = spreadRefusal(pod, node, nodes, placed);
  if (spread) return { reasons: [spread], isHopeless: spread.includes("missing") };
  const neighbour = neighbourRefusal(pod, node, placed);
  return neighbour === undefined
    ? undefined
    : { reasons: [neighbour], isHopeless: neighbour.endsWith("pod affinity rules") };
}

const closed: KubeObject = { spec: { taints: [UNSCHEDULABLE] } };

/** The one node that a daemon's pod is made for. */
function namedNode(spec: JsonObject): string | undefined {
  const required = mapOf(mapOf(spec.affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution;
  const all = listOf(mapOf(required).nodeSelectorTerms);
  const [field] = all.length === 1 ? listOf(all[0]?.matchFields) : [];
  return field?.key === "metadata.name" && field.operator === "In" ? textsOf(field.values)[0] : undefined;
}

function hasPortTaken(spec: JsonObject, others: readonly KubeObject[]): boolean {
  const ports = (one: JsonObject): string[] =>
    listOf(one.containers)
      .flatMap((container) => listOf(container.ports))
      .filter(({ hostPort }) => hostPort !== undefined && hostPort !== 0)
      .map(({ hostPort, protocol = "TCP" }) => `${hostPort}/${protocol}`);
  const taken = new Set(others.flatMap((pod) => ports(specOf(pod))));
  return ports(spec).some((port) => taken.has(port));
}
