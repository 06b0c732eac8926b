import { isObject, type KubeObject, kindOf, stringMapOf } from "../../core/object.ts";
import { numberAt, part } from "../kinds.ts";
import { REVISION } from "../revisions.ts";
import type { Cause } from "./cause.ts";
import { podCauses } from "./pod.ts";
import { refusedCause } from "./refused.ts";
import { readTold, type Told } from "./told.ts";

/** What is known of a workload at one moment. */
export interface Snapshot {
  readonly object: KubeObject;
  /** Replica sets and pods that its selector finds. */
  readonly sets: Iterable<KubeObject>;
  readonly pods: Iterable<KubeObject>;
  /** The warnings of its namespace. */
  readonly events: Iterable<KubeObject>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Everything that keeps a workload's rollout, or a job, from its end; nothing before its controller has seen its spec. */
export function causesOf({ object, sets, pods, events, now }: Snapshot): Cause[] {
  if (numberAt(part(object, "metadata"), "generation") > numberAt(part(object, "status"), "observedGeneration")) {
    // Jobs have no such number.
    if (kindOf(object) !== "Job") return [];
  }
  const owner = kindOf(object) === "Deployment" ? newestSet(object, [...sets]) : object;
  if (!owner) return [];
  const told = readTold(events);
  const owned = [...pods].filter((pod) => isOwned(pod, owner) && !part(pod, "metadata").deletionTimestamp);
  const active = owned.filter((pod) => !isFinished(pod));
  const refused = refusedCause(owner, active, told);
  const looked = kindOf(object) === "Job" ? owned : active.filter((pod) => isNew(pod, object));
  const toldOf = byUid(told);
  const causes = looked.flatMap((pod) => {
    const found = podCauses(pod, toldOf.get(String(part(pod, "metadata").uid)) ?? [], now);
    return kindOf(object) === "Job" ? found.map((cause) => ofJob(cause, pod, active)) : found;
  });
  return [...(refused ? [refused] : []), ...causes];
}

function byUid(told: readonly Told[]): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Told[]>();
  for (const one of told) {
    const own = found.get(one.uid);
    if (own) own.push(one);
    else found.set(one.uid, [one]);
  }
  return found;
}

const isFinished = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(String(part(pod, "status").phase));

function isOwned(object: KubeObject, owner: KubeObject): boolean {
  const { uid } = part(owner, "metadata");
  const owners = part(object, "metadata").ownerReferences;
  return Array.isArray(owners) && owners.some((one) => isObject(one) && one.controller === true && one.uid === uid);
}

/** The replica set of the present template. */
function newestSet(deployment: KubeObject, sets: readonly KubeObject[]): KubeObject | undefined {
  const revision = stringMapOf(deployment, "annotations")[REVISION];
  const found = sets.find((set) => isOwned(set, deployment) && stringMapOf(set, "annotations")[REVISION] === revision);
  return found && { kind: "ReplicaSet", ...found };
}

const GENERATION = "deprecated.daemonset.template.generation";

/** Old pods of a daemon set go anyway; those of a stateful set can hold up the new ones. */
function isNew(pod: KubeObject, object: KubeObject): boolean {
  const generation = stringMapOf(object, "annotations")[GENERATION];
  if (kindOf(object) !== "DaemonSet" || generation === undefined) return true;
  return stringMapOf(pod, "labels")["pod-template-generation"] === generation;
}

/** A failed pod of a job is followed by others: they count as one, and while one of them runs all is well. */
function ofJob(cause: Cause, pod: KubeObject, active: readonly KubeObject[]): Cause {
  // A pod that is ready or not is the same to a job.
  if (cause.reason === "Unhealthy") return { ...cause, clock: "" };
  if (!isFinished(pod)) return cause;
  const created = (one: KubeObject) => String(part(one, "metadata").creationTimestamp ?? "");
  const isFollowed = active.some((one) => created(one) >= created(pod));
  return { ...cause, clock: cause.topic, isResting: cause.isResting || isFollowed };
}
