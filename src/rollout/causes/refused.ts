import { isObject, type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { numberAt, part } from "../kinds.ts";
import { type Cause, oneLine, timeOf } from "./cause.ts";
import { lastTimeOf, type Told } from "./told.ts";

/** What keeps an owner from making its pods: a quota, a webhook, a policy. `pods` are those that it has. */
export function refusedCause(owner: KubeObject, pods: readonly KubeObject[], told: readonly Told[]): Cause | undefined {
  const found = kindOf(owner) === "ReplicaSet" ? bySetsCondition(owner) : byEvents(owner, pods, told);
  if (!found) return undefined;
  const subject = `${kindOf(owner).toLowerCase()}/${nameOf(owner)}`;
  const message = oneLine(
    found.message.replace(/^(Error creating|create Pod \S+ in StatefulSet \S+ failed error): /i, ""),
  );
  return {
    subject,
    reason: "FailedCreate",
    message,
    since: found.since,
    clock: `${subject} FailedCreate`,
    topic: "FailedCreate",
    isResting: false,
  };
}

interface Refusal {
  readonly message: string;
  readonly since: number | undefined;
}

/** A replica set says itself whether it is refused, and takes that back. */
function bySetsCondition(set: KubeObject): Refusal | undefined {
  const { conditions } = part(set, "status");
  const found = (Array.isArray(conditions) ? conditions.filter(isObject) : []).find(
    ({ type, status }) => type === "ReplicaFailure" && status === "True",
  );
  return found && { message: String(found.message ?? ""), since: timeOf(found.lastTransitionTime) };
}

/** Others tell it in events alone: true as long as pods are missing and none came after it. */
function byEvents(owner: KubeObject, pods: readonly KubeObject[], told: readonly Told[]): Refusal | undefined {
  const uid = part(owner, "metadata").uid;
  const failures = told.filter((one) => one.reason === "FailedCreate" && one.uid === uid);
  const last = failures.at(-1);
  if (!last || pods.length >= wantedOf(owner)) return undefined;
  const created = pods.map((pod) => timeOf(part(pod, "metadata").creationTimestamp) ?? 0);
  if (Math.max(0, ...created) > (lastTimeOf(last) ?? 0)) return undefined;
  return { message: last.message, since: timeOf(last.first) };
}

/** How many pods an owner wants at once. */
function wantedOf(owner: KubeObject): number {
  const spec = part(owner, "spec");
  const status = part(owner, "status");
  if (kindOf(owner) === "DaemonSet") return numberAt(status, "desiredNumberScheduled");
  if (kindOf(owner) === "StatefulSet") return Number(spec.replicas ?? 1);
  const left = Number(spec.completions ?? Number.POSITIVE_INFINITY) - numberAt(status, "succeeded");
  return Math.min(Number(spec.parallelism ?? 1), left);
}
