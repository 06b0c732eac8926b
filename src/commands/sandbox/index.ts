import type { Entry } from "../../cli/command.ts";

export const commands: Readonly<Record<string, Entry>> = {
  run: { summary: "Run one command with a fresh cluster of its own", load: () => import("./run.ts") },
  start: { summary: "Start a cluster and keep it running", load: () => import("./start.ts") },
  stop: { summary: "Stop the cluster that is running", load: () => import("./stop.ts") },
  status: { summary: "Tell whether a cluster is running, and where", load: () => import("./status.ts") },
  reset: { summary: "Delete everything in the running cluster", load: () => import("./reset.ts") },
};
