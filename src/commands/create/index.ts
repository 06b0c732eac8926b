import type { Entry } from "../../cli/command.ts";

/** kubectl's generators that come in a later version: known by name only. */
const later: Entry = { summary: "", missing: true };

export const commands: Readonly<Record<string, Entry>> = {
  namespace: later,
  quota: later,
  secret: later,
  configmap: {
    summary: "Create a config map from files, folders or literal values",
    aliases: ["cm"],
    load: () => import("./configmap.ts"),
  },
  serviceaccount: later,
  service: later,
  deployment: {
    summary: "Create a deployment with the given name",
    aliases: ["deploy"],
    load: () => import("./deployment.ts"),
  },
  clusterrole: later,
  clusterrolebinding: later,
  role: later,
  rolebinding: later,
  poddisruptionbudget: later,
  priorityclass: later,
  job: later,
  cronjob: later,
  ingress: later,
  token: later,
};
