import type { Entry } from "../../cli/command.ts";

/** The commands under `certificate`, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  approve: { summary: "Approve a certificate signing request", load: () => import("./approve.ts") },
  deny: { summary: "Deny a certificate signing request", load: () => import("./deny.ts") },
};
