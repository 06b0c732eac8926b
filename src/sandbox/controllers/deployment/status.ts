import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../../core/object.ts";
import type { ClusterApi } from "../controller.ts";
import {
  conditionOf,
  conditionsOf,
  counted,
  generationOf,
  nowOf,
  ownedBy,
  present,
  setStatus,
  specOf,
  statusOf,
  sum,
} from "../owned.ts";
import { DEPLOYMENTS, limitsOf, newestSet, SETS, wantedOf, withLatest } from "./sets.ts";

/** Notes that a deployment was paused or resumed; gives it as it then is. */
export function pausedCondition(api: ClusterApi, deployment: KubeObject): KubeObject {
  const known = conditionOf(deployment, "Progressing");
  if (specOf(deployment).progressDeadlineSeconds === undefined || known?.reason === "ProgressDeadlineExceeded") {
    return deployment;
  }
  const isPaused = specOf(deployment).paused === true;
  if (isPaused === (known?.reason === "DeploymentPaused")) return deployment;
  const now = nowOf(api);
  const condition: JsonObject = {
    type: "Progressing",
    status: "Unknown",
    reason: isPaused ? "DeploymentPaused" : "DeploymentResumed",
    message: isPaused ? "Deployment is paused" : "Deployment is resumed",
    lastUpdateTime: now,
  };
  const conditions = withLatest(conditionsOf(deployment), condition, now);
  return setStatus(api, DEPLOYMENTS, deployment, { ...statusOf(deployment), conditions }) ?? deployment;
}

/** Writes how far a deployment is; a number is when to look again, because its time for progress runs out then. */
export function writeStatus(api: ClusterApi, given: KubeObject): number | undefined {
  const deployment = api.get(DEPLOYMENTS, namespaceOf(given), nameOf(given));
  if (!deployment) return undefined;
  const sets = ownedBy(api, SETS, deployment);
  const newest = newestSet(deployment, sets);
  const count = (field: string) => sum(sets.map((set) => Number(statusOf(set)[field] ?? 0)));
  const available = count("availableReplicas");
  const before = statusOf(deployment);
  const counts = {
    availableReplicas: available,
    readyReplicas: count("readyReplicas"),
    replicas: count("replicas"),
    unavailableReplicas: Math.max(0, sum(sets.map((set) => Number(specOf(set).replicas ?? 0))) - available),
    updatedReplicas: newest ? Number(statusOf(newest).replicas ?? 0) : 0,
  };
  const status = present({
    collisionCount: before.collisionCount,
    observedGeneration: generationOf(deployment),
    terminatingReplicas: count("terminatingReplicas"),
    ...counted(counts),
  });
  const now = nowOf(api);
  const availability = availabilityOf(deployment, available);
  const progress = progressOf(api, deployment, newest, status);
  let conditions = stamped(deployment, availability, now);
  if (progress) conditions = withLatest(conditions, progress, now);
  const failure = newest && conditionOf(newest, "ReplicaFailure");
  conditions = conditions.filter(({ type }) => type !== "ReplicaFailure");
  if (failure) conditions = [...conditions, { ...failure, lastUpdateTime: failure.lastTransitionTime ?? now }];
  const written = setStatus(api, DEPLOYMENTS, deployment, { ...status, conditions });
  return written && untilDeadline(api, written);
}

/** The conditions with one set, unless it says nothing new. */
function stamped(deployment: KubeObject, condition: JsonObject, now: string): JsonObject[] {
  const known = conditionOf(deployment, String(condition.type));
  const isSame = known?.status === condition.status && known?.reason === condition.reason;
  const all = [...conditionsOf(deployment)];
  return isSame ? all : withLatest(all, { ...condition, lastUpdateTime: now }, now);
}

function availabilityOf(deployment: KubeObject, available: number): JsonObject {
  const isEnough = available >= wantedOf(deployment) - limitsOf(deployment).unavailable;
  return {
    type: "Available",
    status: isEnough ? "True" : "False",
    reason: isEnough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    message: isEnough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.",
  };
}

/** What is new about a deployment's progress; nothing while it waits within its time. */
function progressOf(
  api: ClusterApi,
  deployment: KubeObject,
  newest: KubeObject | undefined,
  status: JsonObject,
): JsonObject | undefined {
  const known = conditionOf(deployment, "Progressing");
  const of = (one: JsonObject, field: string) => Number(one[field] ?? 0);
  const isSettled =
    of(status, "replicas") === of(status, "updatedReplicas") && known?.reason === "NewReplicaSetAvailable";
  if (specOf(deployment).progressDeadlineSeconds === undefined || isSettled) return undefined;
  const wanted = wantedOf(deployment);
  const isComplete = ["updatedReplicas", "replicas", "availableReplicas"].every((one) => of(status, one) === wanted);
  const name = newest ? `ReplicaSet "${nameOf(newest)}"` : `Deployment "${nameOf(deployment)}"`;
  const said = (status: string, reason: string, message: string): JsonObject => ({
    type: "Progressing",
    status,
    reason,
    message: `${name} ${message}`,
    lastUpdateTime: nowOf(api),
  });
  if (isComplete && newest) {
    const isSame =
      known?.reason === "NewReplicaSetAvailable" && known.message === `${name} has successfully progressed.`;
    return isSame ? undefined : said("True", "NewReplicaSetAvailable", "has successfully progressed.");
  }
  if (isFurther(statusOf(deployment), status)) return said("True", "ReplicaSetUpdated", "is progressing.");
  if (known?.reason === "ProgressDeadlineExceeded" || untilDeadline(api, deployment) !== 0) return undefined;
  return said("False", "ProgressDeadlineExceeded", "has timed out progressing.");
}

/** Whether more pods are new, ready or available than before, or fewer are old. */
function isFurther(before: JsonObject, status: JsonObject): boolean {
  const of = (one: JsonObject, field: string) => Number(one[field] ?? 0);
  const old = (one: JsonObject) => of(one, "replicas") - of(one, "updatedReplicas");
  return (
    of(status, "updatedReplicas") > of(before, "updatedReplicas") ||
    old(status) < old(before) ||
    of(status, "readyReplicas") > of(before, "readyReplicas") ||
    of(status, "availableReplicas") > of(before, "availableReplicas")
  );
}

const QUIET = ["NewReplicaSetAvailable", "ProgressDeadlineExceeded", "DeploymentPaused"];

/** How long a rollout may still take without progress. */
function untilDeadline(api: ClusterApi, deployment: KubeObject): number | undefined {
  const known = conditionOf(deployment, "Progressing");
  const deadline = specOf(deployment).progressDeadlineSeconds;
  if (deadline === undefined || !known || QUIET.includes(String(known.reason))) return undefined;
  const since = Date.parse(String(known.lastUpdateTime));
  return Math.max(0, since + Number(deadline) * 1000 - api.now());
}
