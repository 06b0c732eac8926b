import type { Entry } from "../../cli/command.ts";

export const commands: Readonly<Record<string, Entry>> = {
  namespace: {
    summary: "Create a namespace with the given name",
    aliases: ["ns"],
    load: () => import("./namespace.ts"),
  },
  quota: {
    summary: "Create a quota with the given name",
    aliases: ["resourcequota"],
    load: () => import("./quota.ts"),
  },
  secret: {
    summary: "Create a secret using a specified subcommand",
    group: { usage: "(docker-registry | generic | tls)", about: "Create a secret of one of these kinds." },
    commands: {
      "docker-registry": {
        summary: "Create a secret with the login of an image registry",
        load: () => import("./secret-docker-registry.ts"),
      },
      tls: { summary: "Create a secret with a certificate and its key", load: () => import("./secret-tls.ts") },
      generic: {
        summary: "Create a secret from files, folders or literal values",
        load: () => import("./secret-generic.ts"),
      },
    },
  },
  configmap: {
    summary: "Create a config map from files, folders or literal values",
    aliases: ["cm"],
    load: () => import("./configmap.ts"),
  },
  serviceaccount: {
    summary: "Create a service account with the given name",
    aliases: ["sa"],
    load: () => import("./serviceaccount.ts"),
  },
  service: {
    summary: "Create a service using a specified subcommand",
    aliases: ["svc"],
    group: { usage: "[flags]", about: "Create a service of one of these kinds." },
    commands: {
      clusterip: { summary: "Create a service within the cluster", load: () => import("./service-clusterip.ts") },
      nodeport: { summary: "Create a service on a port of every node", load: () => import("./service-nodeport.ts") },
      loadbalancer: {
        summary: "Create a service behind a load balancer",
        load: () => import("./service-loadbalancer.ts"),
      },
      externalname: {
        summary: "Create a service that stands for a DNS name",
        load: () => import("./service-externalname.ts"),
      },
    },
  },
  deployment: {
    summary: "Create a deployment with the given name",
    aliases: ["deploy"],
    load: () => import("./deployment.ts"),
  },
  clusterrole: { summary: "Create a cluster role", load: () => import("./clusterrole.ts") },
  clusterrolebinding: {
    summary: "Create a binding of a cluster role for all namespaces",
    load: () => import("./clusterrolebinding.ts"),
  },
  role: { summary: "Create a role with a single rule", load: () => import("./role.ts") },
  rolebinding: { summary: "Create a binding of a role in a namespace", load: () => import("./rolebinding.ts") },
  poddisruptionbudget: {
    summary: "Create a pod disruption budget with the given name",
    aliases: ["pdb"],
    load: () => import("./poddisruptionbudget.ts"),
  },
  priorityclass: {
    summary: "Create a priority class with the given name",
    aliases: ["pc"],
    load: () => import("./priorityclass.ts"),
  },
  job: { summary: "Create a job with the given name", load: () => import("./job.ts") },
  cronjob: {
    summary: "Create a cron job with the given name",
    aliases: ["cj"],
    load: () => import("./cronjob.ts"),
  },
  ingress: {
    summary: "Create an ingress with the given name",
    aliases: ["ing"],
    load: () => import("./ingress.ts"),
  },
  token: { summary: "Ask for a token of a service account", load: () => import("./token.ts") },
};
