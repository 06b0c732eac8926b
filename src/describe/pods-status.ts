import type { KubeObject } from "../core/object.ts";
import { namespaceOf } from "../core/object.ts";
import { part, text } from "./fields.ts";
import { isOwned } from "./owner.ts";
import { PODS, type Surroundings } from "./surroundings.ts";

const PHASES = ["Running", "Pending", "Succeeded", "Failed"];
const WORDS = ["Running", "Waiting", "Succeeded", "Failed"];

/** The line that counts a workload's pods by phase. */
export async function podsStatusLine(owner: KubeObject, labelSelector: string, around: Surroundings): Promise<string> {
  const pods = await around.list(PODS, { namespace: namespaceOf(owner), labelSelector });
  return `Pods Status:\t${podsStatus(pods.filter((pod) => isOwned(pod, owner)))}`;
}

/** "3 Running / 1 Waiting / 0 Succeeded / 0 Failed". */
export function podsStatus(pods: readonly KubeObject[]): string {
  const count = (phase: string) => pods.filter((pod) => text(part(pod, "status").phase) === phase).length;
  return PHASES.map((phase, at) => `${count(phase)} ${WORDS[at]}`).join(" / ");
}
