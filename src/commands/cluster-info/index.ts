import type { Entry } from "../../cli/command.ts";

export const commands: Readonly<Record<string, Entry>> = {
  dump: { summary: "Write out what is needed to look into a cluster's problems", load: () => import("./dump.ts") },
};
