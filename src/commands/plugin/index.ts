import type { Entry } from "../../cli/command.ts";

export const commands: Readonly<Record<string, Entry>> = {
  list: { summary: "List the plugins on PATH that could be run", load: () => import("./list.ts") },
};
