import type { Entry } from "../../cli/command.ts";

/** The commands under `auth`, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  "can-i": { summary: "Ask whether something is allowed, or list all that is", load: () => import("./can-i.ts") },
  reconcile: { summary: "Make roles and bindings grant what manifests say", load: () => import("./reconcile.ts") },
  whoami: { summary: "Show who the server takes you for", load: () => import("./whoami.ts") },
};
