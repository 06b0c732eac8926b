import type { KubeObject } from "../core/object.ts";
import { part, sorted, text } from "./fields.ts";

/** What a scope of a quota stands for. */
const SCOPES: Readonly<Record<string, string>> = {
  Terminating:
    "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
  NotTerminating:
    "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
  BestEffort:
    "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
  NotBestEffort:
    "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
};

/** The scopes of a quota, each explained on a line that begins with `lead`. */
export function scopeLines(scopes: readonly string[], lead: string): string[] {
  if (scopes.length === 0) return [];
  const inOrder = [...scopes].sort();
  return [
    `Scopes:\t${inOrder.join(", ")}`,
    ...inOrder.flatMap((scope) => (Object.hasOwn(SCOPES, scope) ? [`${lead}${SCOPES[scope]}`] : [])),
  ];
}

/** What is used of each resource, and how much there may be. */
export function quotaRows(quota: KubeObject): string[] {
  const status = part(quota, "status");
  const used = part(status, "used");
  return sorted(part(status, "hard")).map(([name, hard]) => `${name}\t${text(used[name]) || "0"}\t${hard}`);
}
