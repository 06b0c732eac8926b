import type { ResourceKey } from "../kinds/kind.ts";
import * as configuration from "./configuration.ts";
import { cronJobs, jobs } from "./jobs.ts";
import type { KindRules } from "./kind-rules.ts";
import { pods } from "./pods.ts";
import { services } from "./services.ts";
import * as storage from "./storage.ts";
import * as workloads from "./workloads.ts";

const RBAC = "rbac.authorization.k8s.io";
const FLOW = "flowcontrol.apiserver.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";
const WITH_GENERATION: KindRules = { hasGeneration: true };

/** The rules of each type that has some. */
const RULES: Readonly<Record<ResourceKey, KindRules>> = {
  pods,
  services,
  "deployments.apps": workloads.deployments,
  "replicasets.apps": workloads.replicaSets,
  "statefulsets.apps": workloads.statefulSets,
  "daemonsets.apps": workloads.daemonSets,
  replicationcontrollers: workloads.replicationControllers,
  "jobs.batch": jobs,
  "cronjobs.batch": cronJobs,
  configmaps: configuration.configMaps,
  secrets: configuration.secrets,
  namespaces: configuration.namespaces,
  "horizontalpodautoscalers.autoscaling": configuration.autoscalers,
  "networkpolicies.networking.k8s.io": configuration.networkPolicies,
  "ingresses.networking.k8s.io": configuration.ingresses,
  "poddisruptionbudgets.policy": configuration.disruptionBudgets,
  "priorityclasses.scheduling.k8s.io": configuration.priorityClasses,
  "customresourcedefinitions.apiextensions.k8s.io": configuration.definitions,
  [`clusterroles.${RBAC}`]: configuration.roles,
  [`roles.${RBAC}`]: configuration.roles,
  [`clusterrolebindings.${RBAC}`]: configuration.bindings,
  [`rolebindings.${RBAC}`]: configuration.bindings,
  resourcequotas: configuration.resourceQuotas,
  persistentvolumeclaims: storage.volumeClaims,
  persistentvolumes: storage.volumes,
  "storageclasses.storage.k8s.io": storage.storageClasses,
  [`mutatingwebhookconfigurations.${ADMISSION}`]: WITH_GENERATION,
  [`validatingwebhookconfigurations.${ADMISSION}`]: WITH_GENERATION,
  "endpointslices.discovery.k8s.io": WITH_GENERATION,
  [`flowschemas.${FLOW}`]: WITH_GENERATION,
  [`prioritylevelconfigurations.${FLOW}`]: WITH_GENERATION,
  podtemplates: WITH_GENERATION,
};

const NONE: KindRules = {};

export const rulesOf = (key: ResourceKey): KindRules => (Object.hasOwn(RULES, key) ? (RULES[key] as KindRules) : NONE);
