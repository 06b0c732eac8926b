import { CliError } from "../core/errors.ts";
import { isObject, type KubeObject, nameOf } from "../core/object.ts";
import { numberAt, part } from "./kinds.ts";
import type { Progress } from "./status.ts";

/** How far a job is, in words of our own: kubectl shows the status of rollouts alone. Throws when the job has failed. */
export function jobProgress(job: KubeObject): Progress {
  const name = JSON.stringify(nameOf(job));
  const { conditions } = part(job, "status");
  const found = Array.isArray(conditions) ? conditions.filter(isObject) : [];
  const failed = found.find(({ type, status }) => type === "Failed" && status === "True");
  if (failed) throw new CliError(`job ${name} failed: ${failed.reason}: ${failed.message}`);
  if (found.some(({ type, status }) => type === "Complete" && status === "True")) {
    return { text: `job ${name} successfully completed`, isDone: true };
  }
  const spec = part(job, "spec");
  const succeeded = numberAt(part(job, "status"), "succeeded");
  const wanted = spec.completions ?? spec.parallelism ?? 1;
  const held = spec.suspend === true ? ", it is suspended" : "";
  return {
    text: `Waiting for job ${name} to finish: ${succeeded} of ${wanted} pods succeeded${held}...`,
    isDone: false,
  };
}
