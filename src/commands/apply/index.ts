import type { Entry } from "../../cli/command.ts";

/** The sub-commands of apply, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  "view-last-applied": { summary: "Show what was applied last", load: () => import("./view-last-applied.ts") },
  "set-last-applied": {
    summary: "Write down what was applied last, changing nothing else",
    load: () => import("./set-last-applied.ts"),
  },
  "edit-last-applied": { summary: "Edit what was applied last", load: () => import("./edit-last-applied.ts") },
};
