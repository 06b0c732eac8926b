import type { Cluster } from "../../client/cluster.ts";
import { isNotFound } from "../../client/status.ts";
import { type DryRun, dryRunSuffix } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { DeadlineExceeded, type Limit } from "./limit.ts";
import { askedOf, podPath, untilGone } from "./pod.ts";
import type { Teller } from "./tell.ts";

/** How pods are taken from a node. */
export interface Removing {
  readonly cluster: Cluster;
  readonly tell: Teller;
  readonly limit: Limit;
  /** The longest pause between two looks at a pod, in milliseconds. */
  readonly pause: number;
  /** What the limit was made of, in milliseconds. */
  readonly timeout: number;
  readonly dryRun: DryRun;
  /** Seconds for an orderly end; negative leaves it to the pod. */
  readonly gracePeriod: number;
  /** Pods that are being deleted for longer than so many seconds are not waited for; 0 and less: all are. */
  readonly skipAfter: number;
  /** "v1" or "v1beta1"; undefined where pods are deleted. */
  readonly evictionVersion: string | undefined;
}

export const deleteOptions = ({ gracePeriod, dryRun }: Removing): JsonObject => ({
  ...(gracePeriod < 0 ? {} : { gracePeriodSeconds: gracePeriod }),
  ...(dryRun === "server" ? { dryRun: ["All"] } : {}),
});

/** The line about a pod that is not waited for any more. */
export const skipped = (pod: KubeObject, seconds: number): string =>
  `pod "${nameOf(pod)}" has DeletionTimestamp older than ${seconds} seconds, skipping`;

/** Deletes pods one after another, past every disruption budget, and waits until all are gone; the first failure ends it. */
export async function deleteAll(pods: readonly KubeObject[], removing: Removing): Promise<void> {
  const { cluster, tell, dryRun } = removing;
  for (const pod of pods) {
    const body = JSON.stringify({ kind: "DeleteOptions", apiVersion: "v1", ...deleteOptions(removing) });
    const request = { method: "DELETE", path: podPath(pod), body, contentType: "application/json" } as const;
    try {
      await cluster.json(request, askedOf(pod, "delete"));
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    if (dryRun === "server") tell.out(`pod/${nameOf(pod)} deleted${dryRunSuffix(dryRun)}`);
  }
  if (dryRun === "none") await Promise.all(pods.map((pod) => waitFor(pod, removing)));
}

async function waitFor(pod: KubeObject, removing: Removing): Promise<void> {
  const { cluster, tell, skipAfter } = removing;
  try {
    const end = await untilGone(cluster, pod, removing);
    tell.out(end === "gone" ? `pod/${nameOf(pod)} deleted` : skipped(pod, skipAfter));
  } catch (error) {
    if (error instanceof CliError && !(error instanceof DeadlineExceeded)) {
      tell.out(`pod/${nameOf(pod)} deletion failed`);
    }
    throw error;
  }
}
