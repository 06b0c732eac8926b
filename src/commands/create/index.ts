import type { Entry } from "../../cli/command.ts";

export const commands: Readonly<Record<string, Entry>> = {
  configmap: {
    summary: "Create a config map from files, folders or literal values",
    aliases: ["cm"],
    load: () => import("./configmap.ts"),
  },
  deployment: {
    summary: "Create a deployment with the given name",
    aliases: ["deploy"],
    load: () => import("./deployment.ts"),
  },
};
