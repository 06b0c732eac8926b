import type { JsonObject, KubeObject } from "../../core/object.ts";
import { specOf } from "../controllers/owned.ts";
import { stateOf } from "./status.ts";

/** The phase of a pod whose containers are in these states; init containers that failed for good fail it. */
export function phaseOf(pod: KubeObject, inits: readonly JsonObject[], mains: readonly JsonObject[]): string {
  const policy = specOf(pod).restartPolicy ?? "Always";
  const ended = mains.map((one) => stateOf(one, "terminated"));
  const hasFailedInit = inits.some((one) => Number(stateOf(one, "terminated")?.exitCode ?? 0) !== 0);
  if (policy === "Never" && hasFailedInit) return "Failed";
  if (policy !== "Always" && ended.every((one) => one?.exitCode === 0)) return "Succeeded";
  if (policy === "Never" && ended.every((one) => one !== undefined)) return "Failed";
  const hasRun = mains.some(
    (one) => stateOf(one, "running") || stateOf(one, "terminated") || Number(one.restartCount) > 0,
  );
  return hasRun ? "Running" : "Pending";
}

/** The phase of a pod whose containers have all been stopped. */
export const finalPhase = (mains: readonly JsonObject[]): string =>
  mains.every((one) => Number(stateOf(one, "terminated")?.exitCode ?? 0) === 0) ? "Succeeded" : "Failed";
