import type { Entry } from "../../cli/command.ts";

/** The commands under `top`, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  node: {
    summary: "Show the CPU and memory that nodes use",
    aliases: ["nodes", "no"],
    load: () => import("./node.ts"),
  },
  pod: { summary: "Show the CPU and memory that pods use", aliases: ["pods", "po"], load: () => import("./pod.ts") },
};
