import type { KubeObject } from "../../core/object.ts";
import { specOf } from "../controllers/owned.ts";
import type { Refusal } from "./refusal.ts";

const HELPLESS = "Preemption is not helpful for scheduling";
const NO_VICTIMS = "No preemption victims found for incoming pod";

/** Why a pod fits nowhere, as the real scheduler puts it: reasons counted over nodes, and why no other pod can make room. */
export function unschedulableWords(pod: KubeObject, refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return "no nodes available to schedule pods";
  const none = `0/${refusals.length} nodes are available`;
  const reasons = counted(refusals.flatMap((one) => one.reasons));
  const preemption =
    specOf(pod).preemptionPolicy === "Never"
      ? "not eligible due to preemptionPolicy=Never."
      : `${none}: ${counted(refusals.map((one) => (one.isHopeless ? HELPLESS : NO_VICTIMS)))}.`;
  return `${none}: ${reasons}. no new claims to deallocate, preemption: ${preemption}`;
}

/** What keeps a pod from every node alike; the last two words are the real scheduler's, too. */
export const nowhereWords = (nodes: number, reason: string): string =>
  `0/${nodes} nodes are available: ${reason}. not found`;

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of reasons) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(", ");
}
