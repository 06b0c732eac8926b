import type { JsonObject, KubeObject } from "../../src/core/object.ts";
import { GRACES } from "../../src/rollout/causes/grace.ts";
import { causesOf } from "../../src/rollout/causes/snapshot.ts";
import { judge, NOTHING_SEEN } from "../../src/rollout/causes/verdict.ts";
import { drivenCluster } from "../sandbox/controllers/driven.ts";

export const KINDS = ["Deployment", "StatefulSet", "DaemonSet", "Job"] as const;
export type Kind = (typeof KINDS)[number];

const TYPES = {
  Deployment: "deployments.apps",
  StatefulSet: "statefulsets.apps",
  DaemonSet: "daemonsets.apps",
  Job: "jobs.batch",
} as const;

/** What is wrong with a workload: its container, its pods' spec, and what else stands in the cluster. */
export interface Trouble {
  readonly container?: JsonObject;
  readonly pod?: JsonObject;
  readonly quota?: JsonObject;
}

export function workload(kind: Kind, { container, pod }: Trouble): KubeObject {
  const isJob = kind === "Job";
  const own = { name: "c", image: "web:1", ...(isJob ? { command: ["sleep", "9000"] } : {}), ...container };
  const spec = { ...(isJob ? { restartPolicy: "OnFailure" } : {}), ...pod, containers: [own] };
  const metadata = { labels: { app: "x" } };
  return {
    metadata: { name: "x", namespace: "default" },
    spec: {
      ...(isJob ? { backoffLimit: 50 } : { selector: { matchLabels: { app: "x" } } }),
      ...(kind === "StatefulSet" ? { serviceName: "x" } : {}),
      template: { metadata, spec },
    },
  };
}

/** A workload in a cluster whose clock is driven, and the watch over it, second by second. */
export function troubled(kind: Kind, trouble: Trouble, graces: Readonly<Record<string, number>> = GRACES) {
  const cluster = drivenCluster();
  const { api, pass } = cluster;
  if (trouble.quota) api.create("resourcequotas", quotaOf(trouble.quota));
  pass(1);
  api.create(TYPES[kind], workload(kind, trouble));
  let memory = NOTHING_SEEN;
  const lines: { readonly second: number; readonly text: string }[] = [];
  const started = api.now();
  return {
    ...cluster,
    lines,
    /** Lets so many seconds pass; gives when the watch ended and why, if it did. */
    watch(seconds: number) {
      for (let at = 0; at < seconds; at++) {
        pass(1);
        const object = api.get(TYPES[kind], "default", "x") as KubeObject;
        const events = api.list("events", "default").filter(({ type }) => type === "Warning");
        const sets = api.list("replicasets.apps", "default");
        const causes = causesOf({ object, sets, pods: api.list("pods", "default"), events, now: api.now() });
        const verdict = judge(memory, causes, { now: api.now(), graces });
        memory = verdict.memory;
        const second = (api.now() - started) / 1000;
        lines.push(...verdict.lines.map((text) => ({ second, text })));
        if (verdict.fatal) return { second, cause: verdict.fatal };
      }
      return undefined;
    },
  };
}

export const quotaOf = (hard: JsonObject): KubeObject => ({
  metadata: { name: "tight", namespace: "default" },
  spec: { hard },
});
