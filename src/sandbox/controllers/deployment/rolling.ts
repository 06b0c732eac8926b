import { type KubeObject, nameOf, namespaceOf } from "../../../core/object.ts";
import type { ClusterApi } from "../controller.ts";
import { createdAt, isBeingDeleted, specOf, statusOf, sum } from "../owned.ts";
import { availableOf, limitsOf, mostOf, newestSet, revisionOf, SETS, sizeOf, wantedOf } from "./sets.ts";
import { resizeSet } from "./sizes.ts";

const byAge = (sets: readonly KubeObject[]): KubeObject[] => [...sets].sort((a, b) => createdAt(a) - createdAt(b));

/** One step of a rolling update: the new set grows as far as it may, or the old ones shrink. */
export function rollRolling(api: ClusterApi, deployment: KubeObject, sets: readonly KubeObject[]): void {
  const olds = sets.filter((one) => one !== newestSet(deployment, sets));
  const known = newestSet(deployment, sets);
  const newest = newestSet.orCreate(api, deployment, sets, grown(deployment, known, olds));
  if (!newest) return;
  const size = grown(deployment, newest, olds);
  if (size !== sizeOf(newest)) return resizeSet(api, deployment, newest, size);
  shrinkOld(api, deployment, newest, olds);
  forgetOld(api, deployment, sets);
}

/** How large the new set may be now. */
function grown(deployment: KubeObject, newest: KubeObject | undefined, olds: readonly KubeObject[]): number {
  const wanted = wantedOf(deployment);
  const size = newest ? sizeOf(newest) : 0;
  if (size >= wanted) return wanted;
  const room = wanted + limitsOf(deployment).surge - sum(olds.map(sizeOf)) - size;
  return size + Math.max(0, Math.min(room, wanted - size));
}

function shrinkOld(api: ClusterApi, deployment: KubeObject, newest: KubeObject, all: readonly KubeObject[]): void {
  const olds = byAge(all.filter((set) => sizeOf(set) > 0));
  const least = wantedOf(deployment) - limitsOf(deployment).unavailable;
  const total = sum([...olds, newest].map(sizeOf));
  let spare = total - least - (sizeOf(newest) - availableOf(newest));
  if (olds.length === 0 || spare <= 0) return;
  const sizes = new Map(olds.map((set) => [set, sizeOf(set)]));
  const take = (set: KubeObject, count: number) => sizes.set(set, (sizes.get(set) as number) - count);
  // Pods that are not available go first.
  for (const set of olds) {
    const broken = Math.max(0, Math.min(spare, sizeOf(set) - availableOf(set)));
    take(set, broken);
    spare -= broken;
  }
  let excess = sum([...olds, newest].map(availableOf)) - least;
  for (const set of olds) {
    const count = Math.max(0, Math.min(sizes.get(set) as number, excess));
    take(set, count);
    excess -= count;
  }
  for (const set of olds) resizeSet(api, deployment, set, sizes.get(set) as number);
}

/** Scales without rolling on: the one active set gets it all, several share by their sizes. */
export function scaleAll(
  api: ClusterApi,
  deployment: KubeObject,
  newest: KubeObject | undefined,
  sets: readonly KubeObject[],
): void {
  const wanted = wantedOf(deployment);
  const active = sets.filter((set) => sizeOf(set) > 0);
  const only = active.length === 1 ? active[0] : active.length === 0 ? (newest ?? byRevision(sets)[0]) : undefined;
  if (only) return resizeSet(api, deployment, only, wanted);
  if (newest && sizeOf(newest) === wanted && availableOf(newest) === wanted) {
    for (const set of active) if (set !== newest) resizeSet(api, deployment, set, 0);
    return;
  }
  const allowed = wanted > 0 ? wanted + limitsOf(deployment).surge : 0;
  let left = allowed - sum(active.map(sizeOf));
  const order = byAge(active).sort(
    (a, b) => sizeOf(b) - sizeOf(a) || createdAt(left > 0 ? b : a) - createdAt(left > 0 ? a : b),
  );
  const sizes = order.map((set) => {
    const exact = Math.round((sizeOf(set) * allowed) / (mostOf(set) ?? wanted)) - sizeOf(set);
    const part = left > 0 ? Math.max(0, Math.min(exact, left)) : Math.min(0, Math.max(exact, left));
    left -= part;
    return sizeOf(set) + part;
  });
  order.forEach((set, at) => {
    resizeSet(api, deployment, set, Math.max(0, (sizes[at] as number) + (at === 0 ? left : 0)));
  });
}

const byRevision = (sets: readonly KubeObject[]): KubeObject[] =>
  [...sets].sort((a, b) => revisionOf(b) - revisionOf(a));

/** Of the replica sets that have no pods any more only the last few are kept. */
export function forgetOld(api: ClusterApi, deployment: KubeObject, sets: readonly KubeObject[]): void {
  const most = Number(specOf(deployment).revisionHistoryLimit ?? 10);
  const newest = newestSet(deployment, sets);
  const olds = byRevision(sets.filter((set) => set !== newest && !isBeingDeleted(set)));
  for (const set of olds.slice(most)) {
    if (sizeOf(set) > 0 || Number(statusOf(set).replicas ?? 0) > 0) continue;
    api.delete(SETS, namespaceOf(set), nameOf(set));
  }
}
