import { CliError } from "../core/errors.ts";
import { type JsonObject, type KubeObject, nameOf } from "../core/object.ts";
import { part, rolledKind } from "./kinds.ts";

/** What `pause`, `resume` and `restart` do to an object. */
export type Verb = "pause" | "resume" | "restart";

const WORDS: Readonly<Record<Verb, string>> = { pause: "pausing", resume: "resuming", restart: "restarting" };

export const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

/** The patch of a verb at a time. Throws kubectl's errors; `what` is "deployments.apps", the type's name in them. */
export function changePatch(verb: Verb, object: KubeObject, what: string, now: string): JsonObject {
  const kind = rolledKind(object);
  const about = `${what} ${JSON.stringify(nameOf(object))}`;
  const isPaused = part(object, "spec").paused === true;
  if (kind === undefined || (verb !== "restart" && kind !== "Deployment")) {
    throw told(`${about} ${WORDS[verb]} is not supported`);
  }
  switch (verb) {
    case "pause":
      if (isPaused) throw told(`${about} is already paused`);
      return { spec: { paused: true } };
    case "resume":
      if (!isPaused) throw told(`${about} is not paused`);
      return { spec: { paused: null } };
    default:
      if (kind === "Deployment" && isPaused) {
        throw told(`${about} can't restart paused deployment (run rollout resume first)`);
      }
      return restartPatch(object, now);
  }
}

/** As kubectl: these say "error: " in a list of failures, too. */
const told = (text: string): CliError => new CliError(`error: ${text}`, { prefix: "" });

function restartPatch(object: KubeObject, now: string): JsonObject {
  const template = part(part(object, "spec"), "template");
  if (part(part(template, "metadata"), "annotations")[RESTARTED_AT] === now) {
    throw new CliError(
      `failed to create patch for ${nameOf(object)}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
    );
  }
  return { spec: { template: { metadata: { annotations: { [RESTARTED_AT]: now } } } } };
}

/** A time to the second as Go writes it, in the zone of this machine. */
export function localTime(time: Date): string {
  const offset = -time.getTimezoneOffset();
  const shifted = new Date(time.getTime() + offset * 60_000).toISOString().slice(0, 19);
  if (offset === 0) return `${shifted}Z`;
  const two = (number: number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  return `${shifted}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
