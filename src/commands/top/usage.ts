import { isObject, type Json, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { readQuantity } from "../../core/quantity.ts";

/** What something uses, in billionths of a core and of a byte. */
export interface Usage {
  readonly cpu: bigint;
  readonly memory: bigint;
  readonly swap: bigint;
}

/** What one thing uses: a container, a pod, a node. */
export interface Measurement {
  readonly namespace?: string;
  readonly name: string;
  readonly total: Usage;
}

/** A pod's or a node's measurement, and those of the pod's containers. */
export interface Sample extends Measurement {
  readonly namespace: string;
  readonly containers: readonly Measurement[];
}

export const NOTHING: Usage = { cpu: 0n, memory: 0n, swap: 0n };

const amount = (value: Json | undefined): bigint =>
  typeof value === "string" || typeof value === "number" ? (readQuantity(String(value)) ?? 0n) : 0n;

/** Reads a ResourceList; what is missing is nothing. */
export const readUsage = (value: Json | undefined): Usage =>
  isObject(value) ? { cpu: amount(value.cpu), memory: amount(value.memory), swap: amount(value.swap) } : NOTHING;

export const add = (a: Usage, b: Usage): Usage => ({
  cpu: a.cpu + b.cpu,
  memory: a.memory + b.memory,
  swap: a.swap + b.swap,
});

/** A PodMetrics or NodeMetrics object. */
export function readSample(metrics: KubeObject): Sample {
  const list = Array.isArray(metrics.containers) ? metrics.containers.filter(isObject) : [];
  const containers = list.map((one) => ({ name: String(one.name ?? ""), total: readUsage(one.usage) }));
  const total = metrics.usage === undefined ? sumOf(containers.map((one) => one.total)) : readUsage(metrics.usage);
  return { namespace: namespaceOf(metrics), name: nameOf(metrics), total, containers };
}

export const sumOf = (all: readonly Usage[]): Usage => all.reduce(add, NOTHING);

/** By namespace and name, or the largest first. */
export const sorted = <T extends Measurement>(list: readonly T[], by: string): T[] =>
  [...list].sort((a, b) => {
    if (by !== "cpu" && by !== "memory") return order(a.namespace ?? "", b.namespace ?? "") || order(a.name, b.name);
    return a.total[by] > b.total[by] ? -1 : a.total[by] < b.total[by] ? 1 : 0;
  });

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const MILLION = 1_000_000n;
const MEBI = 1024n * 1024n * 1_000_000_000n;

/** "250m": thousandths of a core, rounded up. */
export const cpuText = (cpu: bigint): string => `${(cpu + MILLION - 1n) / MILLION}m`;

/** "128Mi", rounded down. */
export const memoryText = (bytes: bigint): string => `${bytes / MEBI}Mi`;

/** "50%" of what there is, rounded down; `unit` is the smallest amount that counts. */
export function percentText(used: bigint, all: bigint, unit: bigint): string {
  const up = (value: bigint) => (value + unit - 1n) / unit;
  return `${Math.trunc((Number(up(used)) / Number(up(all))) * 100)}%`;
}
