import type { Entry } from "../../cli/command.ts";

/** The commands under `rollout`, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  history: { summary: "Show the revisions of a workload, or one of them", load: () => import("./history.ts") },
  pause: { summary: "Let changes of a deployment wait", load: () => import("./pause.ts") },
  restart: { summary: "Replace the pods of workloads, one after another", load: () => import("./restart.ts") },
  resume: { summary: "Let the changes of a paused deployment roll out", load: () => import("./resume.ts") },
  status: { summary: "Show how far a rollout is, and wait for its end", load: () => import("./status.ts") },
  undo: { summary: "Go back to an earlier revision", load: () => import("./undo.ts") },
};
