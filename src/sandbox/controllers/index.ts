import type { Machine } from "../api/machine.ts";
import { kubelet } from "../kubelet/kubelet.ts";
import { scheduler } from "../scheduler/scheduler.ts";
import { autoscalers } from "./autoscaler/autoscaler.ts";
import type { Controller } from "./controller.ts";
import { cronJobs } from "./cron-job/cron-job.ts";
import { daemonSets } from "./daemon-set.ts";
import { deployments } from "./deployment/deployment.ts";
import { disruptionBudgets } from "./disruption-budget.ts";
import { endpoints } from "./endpoints/endpoints.ts";
import { endpointSlices } from "./endpoints/slices.ts";
import { garbage } from "./garbage.ts";
import { jobs } from "./job/job.ts";
import { namespaces, serviceAccounts } from "./namespace.ts";
import { newNodes } from "./new-nodes.ts";
import { quotas } from "./quota.ts";
import { replicaSets, replicationControllers } from "./replica-set.ts";
import { statefulSets } from "./stateful-set/stateful-set.ts";
import { taints } from "./taints.ts";
import { volumeClaims } from "./volumes/claim.ts";
import { volumes } from "./volumes/volume.ts";

/** Every loop that runs in a cluster. */
export function controllersFor(machine: Machine): readonly Controller[] {
  const { types } = machine;
  const namespaced = () => [
    ...new Set(
      types
        .all()
        .filter((kind) => kind.namespaced)
        .map((kind) => kind.key),
    ),
  ];
  const typeOf = (apiVersion: string, kind: string) =>
    types
      .all()
      .find((one) => one.kind === kind && (one.group ? `${one.group}/${one.version}` : one.version) === apiVersion)
      ?.key;
  return [
    serviceAccounts,
    namespaces(namespaced),
    garbage(typeOf),
    deployments,
    replicaSets,
    replicationControllers,
    daemonSets,
    statefulSets,
    jobs,
    cronJobs,
    endpoints,
    endpointSlices,
    disruptionBudgets,
    quotas(machine),
    autoscalers(typeOf),
    newNodes,
    taints(),
    volumeClaims,
    volumes,
    scheduler,
    kubelet,
  ];
}
