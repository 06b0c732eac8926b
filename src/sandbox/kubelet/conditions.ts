import type { JsonObject, KubeObject } from "../../core/object.ts";
import { conditionsOf, generationOf, listOf, specOf, withCondition } from "../controllers/owned.ts";
import { isInitDone, isSidecar, stateOf, statusesOf } from "./status.ts";

type Found = readonly [type: string, isTrue: boolean, why: JsonObject];

/** The conditions of a pod with these statuses. */
export function podConditions(pod: KubeObject, status: JsonObject, now: string): JsonObject[] {
  const ready = readiness(pod, status);
  const isOver = status.phase === "Succeeded" || status.phase === "Failed";
  const found: readonly Found[] = [
    ["PodReadyToStartContainers", !isOver && (status.phase !== "Pending" || status.podIP !== undefined), {}],
    initialization(pod, status),
    ["Ready", ...ready],
    ["ContainersReady", ...ready],
  ];
  return found.reduce<JsonObject[]>(
    (conditions, [type, isTrue, why]) => {
      const bare = conditions.map((one) => (one.type === type ? without(one) : one));
      const condition = { type, status: isTrue ? "True" : "False", ...why, lastProbeTime: null };
      return withCondition(bare, { ...condition, observedGeneration: generationOf(pod) }, now);
    },
    [...conditionsOf(pod)],
  );
}

const without = ({ reason: _, message: __, ...one }: JsonObject): JsonObject => one as JsonObject;

function initialization(pod: KubeObject, status: JsonObject): Found {
  const statuses = statusesOf(status.initContainerStatuses);
  const open = listOf(specOf(pod).initContainers)
    .filter((one) => !isInitDone(one, statuses.get(String(one.name)) ?? {}))
    .map(({ name }) => name);
  if (status.phase === "Succeeded") return ["Initialized", true, { reason: "PodCompleted" }];
  const hasRun = listOf(status.containerStatuses).some((one) => stateOf(one, "running") || stateOf(one, "terminated"));
  if (open.length === 0 || hasRun) return ["Initialized", true, {}];
  const message = `containers with incomplete status: [${open.join(" ")}]`;
  return ["Initialized", false, { reason: "ContainersNotInitialized", message }];
}

function readiness(pod: KubeObject, status: JsonObject): readonly [boolean, JsonObject] {
  if (status.phase === "Succeeded") return [false, { reason: "PodCompleted" }];
  if (status.phase === "Failed") return [false, { reason: "PodFailed" }];
  const inits = statusesOf(status.initContainerStatuses);
  const mains = statusesOf(status.containerStatuses);
  const sidecars = listOf(specOf(pod).initContainers).filter(isSidecar);
  const unready = [
    ...sidecars.filter(({ name }) => inits.get(String(name))?.ready !== true),
    ...listOf(specOf(pod).containers).filter(({ name }) => mains.get(String(name))?.ready !== true),
  ].map(({ name }) => name);
  if (unready.length === 0 && status.phase === "Running") return [true, {}];
  return [false, { reason: "ContainersNotReady", message: `containers with unready status: [${unready.join(" ")}]` }];
}
