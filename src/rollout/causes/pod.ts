import { isObject, type Json, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { part } from "../kinds.ts";
import { type Cause, oneLine, timeOf } from "./cause.ts";
import { containerCause } from "./container.ts";
import { lastTimeOf, type Told } from "./told.ts";

/** What keeps a pod from being ready. `told` are the warnings about it. */
export function podCauses(pod: KubeObject, told: readonly Told[], now: number): Cause[] {
  const unplaced = placeCause(pod);
  if (unplaced) return [unplaced];
  const name = nameOf(pod);
  const status = part(pod, "status");
  const statuses = [...listed(status.initContainerStatuses), ...listed(status.containerStatuses)];
  const since = timeOf(status.startTime ?? part(pod, "metadata").creationTimestamp);
  const causes = statuses.flatMap(
    (one) =>
      containerCause(one, { subject: `${name}/${one.name}`, since, unhealthy: unhealthy(told, one.name), now }) ?? [],
  );
  if (causes.length > 0) return causes;
  const isStarting = statuses.every((one) => part(one, "state").waiting !== undefined);
  return isStarting ? unstarted(name, told) : [];
}

const listed = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A pod that no node takes, or that is held back. */
function placeCause(pod: KubeObject): Cause | undefined {
  const condition = listed(part(pod, "status").conditions).find(({ type }) => type === "PodScheduled");
  if (condition?.status !== "False") return undefined;
  const reason = String(condition.reason ?? "Unschedulable");
  return podCause(nameOf(pod), { reason, message: String(condition.message ?? "") }, condition.lastTransitionTime);
}

const podCause = (
  subject: string,
  { reason, message }: { readonly reason: string; readonly message: string },
  since: unknown,
): Cause => ({
  subject,
  reason,
  message: oneLine(message),
  since: timeOf(since),
  clock: `${subject} ${reason}`,
  topic: reason,
  isResting: false,
});

/** What is told of pods whose containers cannot even be created. */
const BEFORE_START = ["FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox"];

function unstarted(name: string, told: readonly Told[]): Cause[] {
  const last = told.filter(({ reason }) => BEFORE_START.includes(reason)).at(-1);
  return last ? [podCause(name, last, last.first)] : [];
}

/** What the last probe of a container said; of liveness nothing, for that ends in a crash. */
function unhealthy(told: readonly Told[], container: Json | undefined) {
  const last = told
    .filter(({ reason, message }) => reason === "Unhealthy" && /^(Readiness|Startup) probe/.test(message))
    .filter(({ field }) => field === undefined || field.endsWith(`{${container}}`))
    .at(-1);
  return last && { message: last.message, at: lastTimeOf(last) };
}
