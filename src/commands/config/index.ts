import type { Entry } from "../../cli/command.ts";
export const commands: Readonly<Record<string, Entry>> = {};
