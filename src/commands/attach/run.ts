import { CliError } from "../../core/errors.ts";
import { attachTo, withWords } from "../../streams/attach.ts";
import { containerToUse, podToUse, refuseCompleted } from "../../streams/target.ts";
import type { Given } from "./attach.ts";

const WHAT = "attach";

/** Attaches to the container that is meant. */
export async function runAttach({ args, flags, cluster, world }: Given): Promise<number> {
  const [first = "", second] = args;
  if (first === "") throw new CliError("resource name may not be empty");
  const files = { filename: [], recursive: false, kustomize: "" };
  const named = second === undefined ? first : `${first}/${second}`;
  const pod = await podToUse(cluster, { named, files, timeout: flags.podRunningTimeout, what: WHAT }, world);
  refuseCompleted(pod, WHAT);
  const container = withWords("cannot attach to the container", () =>
    containerToUse(pod, flags.container, flags.quiet, world),
  );
  return await attachTo(cluster, pod, { ...flags, container }, world);
}
