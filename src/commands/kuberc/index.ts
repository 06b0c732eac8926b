import type { Entry } from "../../cli/command.ts";

export const commands: Readonly<Record<string, Entry>> = {
  set: { summary: "Add or change preferences", load: () => import("./set.ts") },
  view: { summary: "Show the preferences", load: () => import("./view.ts") },
};
