import { type JsonObject, nameOf } from "../../../core/object.ts";
import { counted, generationOf, isBeingDeleted, mapOf, specOf, statusOf } from "../owned.ts";
import { isAvailable, isFinished, isReady } from "../pod-state.ts";
import { revisionOf } from "./pods.ts";
import type { StatefulView } from "./stateful-set.ts";

/** How far a stateful set is; when every pod is new, the new revision becomes the current one. */
export function statusFor({ api, set, pods, size, current, update }: StatefulView): JsonObject {
  const all = [...pods.values()].filter((pod) => !isFinished(pod));
  const live = all.filter((pod) => !isBeingDeleted(pod));
  const of = (revision: string) => live.filter((pod) => revisionOf(pod) === revision).length;
  const minReady = Number(specOf(set).minReadySeconds ?? 0);
  const ready = all.filter((pod) => statusOf(pod).phase === "Running" && isReady(pod)).length;
  const updated = of(nameOf(update));
  const isRolling = mapOf(specOf(set).updateStrategy).type !== "OnDelete";
  const isDone = isRolling && updated === size && all.length === size && ready === size;
  const now = isDone ? update : current;
  return {
    availableReplicas: all.filter((pod) => isAvailable(pod, minReady, api.now())).length,
    collisionCount: 0,
    ...counted({
      currentReplicas: of(nameOf(now)),
      readyReplicas: ready,
      updatedReplicas: updated,
    }),
    currentRevision: nameOf(now),
    observedGeneration: generationOf(set),
    replicas: all.length,
    updateRevision: nameOf(update),
  };
}
