import type { Entry } from "../../cli/command.ts";

/** The sub-commands of config, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  view: { summary: "Show the merged kubeconfig, or one file", load: () => import("./view.ts") },
  "set-cluster": { summary: "Add or change a cluster", load: () => import("./set-cluster.ts") },
  "set-credentials": { summary: "Add or change a user", load: () => import("./set-credentials.ts") },
  "set-context": { summary: "Add or change a context", load: () => import("./set-context.ts") },
  set: { summary: "Set one value by its path", load: () => import("./set.ts") },
  unset: { summary: "Remove one value by its path", load: () => import("./unset.ts") },
  "current-context": { summary: "Print the current context's name", load: () => import("./current-context.ts") },
  "use-context": {
    summary: "Make a context the current one",
    aliases: ["use"],
    load: () => import("./use-context.ts"),
  },
  "get-contexts": { summary: "List contexts", load: () => import("./get-contexts.ts") },
  "get-clusters": { summary: "List clusters", load: () => import("./get-clusters.ts") },
  "get-users": { summary: "List users", load: () => import("./get-users.ts") },
  "delete-cluster": { summary: "Remove a cluster", load: () => import("./delete-cluster.ts") },
  "delete-context": { summary: "Remove a context", load: () => import("./delete-context.ts") },
  "delete-user": { summary: "Remove a user", load: () => import("./delete-user.ts") },
  "rename-context": { summary: "Give a context another name", load: () => import("./rename-context.ts") },
};
