import type { Resource } from "../client/resource.ts";

/** Settings: nothing happens when they come into being, others only look at them later. */
const SETTINGS = new Set([
  "configmaps.",
  "secrets.",
  "services.",
  "horizontalpodautoscalers.autoscaling",
  "networkpolicies.networking.k8s.io",
  "poddisruptionbudgets.policy",
]);
/** What controllers turn into pods, in no order. */
const WORKLOADS = new Set(["deployments.apps", "daemonsets.apps", "statefulsets.apps", "cronjobs.batch"]);

const key = ({ plural, group }: Resource) => `${plural}.${group}`;

/**
 * Whether the write of `later` may begin while that of `earlier` is under way, so that nobody can tell from the order that
 * they have a moment to themselves: settings with settings, workloads with workloads, and settings that follow workloads.
 * A workload waits for the settings before it, and all other kinds (namespaces, accounts, roles, definitions, webhooks,
 * quotas, pods, custom resources) are written alone.
 */
export function mayOverlap(earlier: Resource, later: Resource): boolean {
  if (SETTINGS.has(key(later))) return SETTINGS.has(key(earlier)) || WORKLOADS.has(key(earlier));
  return WORKLOADS.has(key(later)) && WORKLOADS.has(key(earlier));
}
