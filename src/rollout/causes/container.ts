import type { JsonObject } from "../../core/object.ts";
import { part } from "../kinds.ts";
import { type Cause, oneLine, timeOf } from "./cause.ts";

/** What is said of a container besides its own status. */
export interface Around {
  /** "web-7d4f-x2x5k/nginx" */
  readonly subject: string;
  /** Since when its pod exists. */
  readonly since: number | undefined;
  /** The last thing that an Unhealthy event said of it, with its time. */
  readonly unhealthy: { readonly message: string; readonly at: number | undefined } | undefined;
  readonly now: number;
}

/** Reasons of containers that wait without trouble. */
const STARTING: readonly unknown[] = [undefined, "", "ContainerCreating", "PodInitializing"];
/** A container that has run for so long after a crash has recovered. */
const RECOVERED_AFTER = 60_000;

/** What keeps a container from running and being ready; undefined when nothing does. */
export function containerCause(status: JsonObject, around: Around): Cause | undefined {
  const { waiting, terminated, running } = part(status, "state");
  if (running) return runningCause(status, around);
  const last = terminated ? part(part(status, "state"), "terminated") : part(part(status, "lastState"), "terminated");
  if (terminated) return last.exitCode === 0 ? undefined : crash(status, last, around, false);
  if (!waiting) return undefined;
  const { reason, message } = part(part(status, "state"), "waiting");
  if (reason === "CrashLoopBackOff") return crash(status, last, around, false);
  if (STARTING.includes(reason)) return undefined;
  return trouble(status, around, {
    reason: String(reason),
    message: oneLine(String(message ?? "")),
    family: /Image|Registry/.test(String(reason)) ? "image" : "create",
  });
}

const trouble = (
  { name }: JsonObject,
  { subject, since }: Around,
  { family, ...told }: { readonly reason: string; readonly message: string; readonly family: string },
): Cause => ({
  subject,
  since,
  ...told,
  clock: `${subject} ${family}`,
  topic: `${name} ${told.reason}`,
  isResting: false,
});

/** A program that ended: "exit code 1, restarted 3 times", with what it left to say. */
function crash(status: JsonObject, last: JsonObject, around: Around, isResting: boolean): Cause {
  const restarts = Number(status.restartCount ?? 0);
  const times = restarts === 0 ? "" : `, restarted ${restarts === 1 ? "once" : `${restarts} times`}`;
  const left = last.message ? `: ${oneLine(String(last.message))}` : "";
  const isLooping = part(part(status, "state"), "waiting").reason === "CrashLoopBackOff";
  const own = ["Error", "Completed", ""].includes(String(last.reason ?? "")) ? "Error" : String(last.reason);
  const reason = isLooping && own === "Error" ? "CrashLoopBackOff" : own;
  const message = `exit code ${last.exitCode ?? "unknown"}${times}${left}`;
  const cause = trouble(status, around, { reason, message, family: "crash" });
  return { ...cause, topic: `${status.name} ${reason} ${last.exitCode}`, isResting };
}

function runningCause(status: JsonObject, around: Around): Cause | undefined {
  const { unhealthy, now } = around;
  const startedAt = timeOf(part(part(status, "state"), "running").startedAt);
  const isOfThisRun = unhealthy !== undefined && (unhealthy.at ?? 0) >= (startedAt ?? 0);
  if (isOfThisRun && status.ready !== true) {
    const told = { reason: "Unhealthy", message: oneLine(unhealthy.message), family: "probe" };
    return { ...trouble(status, around, told), since: startedAt };
  }
  const last = part(part(status, "lastState"), "terminated");
  const hasCrashed = Number(status.restartCount ?? 0) > 0 && last.exitCode !== undefined;
  return hasCrashed && now - (startedAt ?? now) < RECOVERED_AFTER ? crash(status, last, around, true) : undefined;
}
