import type { ResourceKey } from "../kinds/kind.ts";
import { autoscalers } from "./autoscalers.ts";
import { columnsOf } from "./columns.ts";
import * as configuration from "./configuration.ts";
import { events } from "./events.ts";
import * as flowControl from "./flow-control.ts";
import type { Cells, KindTable } from "./kind-table.ts";
import { nodes } from "./nodes.ts";
import { cells as pods } from "./pods.ts";
import * as services from "./services.ts";
import * as storage from "./storage.ts";
import * as workloads from "./workloads.ts";

const FLOW = "flowcontrol.apiserver.k8s.io";
const RBAC = "rbac.authorization.k8s.io";

/** What is shown of each type that has columns of its own. */
const CELLS: Readonly<Record<ResourceKey, Cells>> = {
  pods,
  events,
  nodes,
  "deployments.apps": workloads.deployments,
  "replicasets.apps": workloads.replicaSets,
  replicationcontrollers: workloads.replicationControllers,
  "statefulsets.apps": workloads.statefulSets,
  "daemonsets.apps": workloads.daemonSets,
  "jobs.batch": workloads.jobs,
  "cronjobs.batch": workloads.cronJobs,
  services: services.services,
  endpoints: services.endpoints,
  "endpointslices.discovery.k8s.io": services.endpointSlices,
  "ingresses.networking.k8s.io": services.ingresses,
  "ingressclasses.networking.k8s.io": services.ingressClasses,
  configmaps: configuration.configMaps,
  secrets: configuration.secrets,
  serviceaccounts: configuration.nameAndAge,
  namespaces: configuration.namespaces,
  resourcequotas: configuration.resourceQuotas,
  podtemplates: configuration.podTemplates,
  "networkpolicies.networking.k8s.io": configuration.networkPolicies,
  "poddisruptionbudgets.policy": configuration.disruptionBudgets,
  "priorityclasses.scheduling.k8s.io": configuration.priorityClasses,
  "leases.coordination.k8s.io": configuration.leases,
  "mutatingwebhookconfigurations.admissionregistration.k8s.io": configuration.webhooks,
  "validatingwebhookconfigurations.admissionregistration.k8s.io": configuration.webhooks,
  "apiservices.apiregistration.k8s.io": configuration.apiServices,
  "controllerrevisions.apps": configuration.controllerRevisions,
  "runtimeclasses.node.k8s.io": configuration.runtimeClasses,
  "certificatesigningrequests.certificates.k8s.io": configuration.signingRequests,
  [`rolebindings.${RBAC}`]: configuration.bindings,
  [`clusterrolebindings.${RBAC}`]: configuration.bindings,
  persistentvolumes: storage.volumes,
  persistentvolumeclaims: storage.volumeClaims,
  "storageclasses.storage.k8s.io": storage.storageClasses,
  "csinodes.storage.k8s.io": storage.csiNodes,
  "horizontalpodautoscalers.autoscaling": autoscalers,
  [`flowschemas.${FLOW}`]: flowControl.flowSchemas,
  [`prioritylevelconfigurations.${FLOW}`]: flowControl.priorityLevels,
};

/** The table of a type; undefined for those that show their name and time of creation alone. */
export function tableOf(key: ResourceKey, version: string): KindTable | undefined {
  const columns = columnsOf(key, version);
  const cells = Object.hasOwn(CELLS, key) ? CELLS[key] : undefined;
  if (columns && cells) {
    return key.startsWith("flowschemas.") ? { columns, cells, order: flowControl.byPrecedence } : { columns, cells };
  }
  const isPlain = columns?.length === 2 && columns[1]?.name === "Age";
  return columns && isPlain ? { columns, cells: configuration.nameAndAge } : undefined;
}
