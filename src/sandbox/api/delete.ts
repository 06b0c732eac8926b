import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { conflict } from "./error.ts";
import { type Machine, timestamp, type Writing } from "./machine.ts";
import { metadataOf, withMetadata } from "./metadata.ts";
import { isGone, type Place, storedObject } from "./write.ts";

export interface Deletion extends Writing {
  readonly propagation?: string;
  readonly graceSeconds?: number;
  readonly uid?: string;
  readonly resourceVersion?: string;
}

export interface Deleted {
  readonly object: KubeObject;
  /** Whether it is gone; otherwise something holds it still. */
  readonly isGone: boolean;
}

/** Deletes an object, or marks it as being deleted while finalizers or its grace period hold it. Throws ApiError. */
export function deleteObject(machine: Machine, place: Place, name: string, how: Deletion = {}): Deleted {
  const { kind } = place;
  const stored = storedObject(machine, place, name);
  checkPreconditions(place, stored, how);
  const marked = marking(machine, place, stored, how);
  if (isGone(kind, marked)) {
    const removed = how.dryRun ? stored : machine.store.remove(kind.key, namespaceOf(stored), nameOf(stored));
    return { object: removed ?? stored, isGone: true };
  }
  return { object: how.dryRun || marked === stored ? marked : machine.store.put(kind.key, marked), isGone: false };
}

function checkPreconditions({ kind }: Place, stored: KubeObject, { uid, resourceVersion }: Deletion): void {
  const { uid: ownUid, resourceVersion: ownVersion } = metadataOf(stored);
  const refuse = (what: string, asked: string, own: unknown) =>
    conflict(
      kind,
      nameOf(stored),
      `Precondition failed: ${what} in precondition: ${asked}, ${what} in object meta: ${own}`,
    );
  if (uid && uid !== ownUid) throw refuse("UID", uid, ownUid);
  if (resourceVersion && resourceVersion !== ownVersion) throw refuse("ResourceVersion", resourceVersion, ownVersion);
}

const PROPAGATION_FINALIZERS: Readonly<Record<string, string>> = {
  Orphan: "orphan",
  Foreground: "foregroundDeletion",
};

/** The object as the deletion leaves it: with a time of deletion, a grace period and the finalizer of its propagation. */
function marking(machine: Machine, { kind }: Place, stored: KubeObject, how: Deletion): KubeObject {
  const metadata = metadataOf(stored);
  const grace = kind.key === "pods" ? graceOfPod(stored, how.graceSeconds) : 0;
  const finalizers = finalizersFor(metadata, how.propagation);
  const deletionTimestamp = timestamp(machine.clock.now() + grace * 1000);
  if (metadata.deletionTimestamp) {
    const before = metadata.deletionGracePeriodSeconds;
    // A second deletion can only shorten the time.
    if (typeof before !== "number" || before <= grace) return stored;
    return withMetadata(stored, { deletionTimestamp, deletionGracePeriodSeconds: grace });
  }
  const marked = withMetadata(stored, {
    deletionTimestamp,
    deletionGracePeriodSeconds: grace,
    finalizers: finalizers.length > 0 ? finalizers : undefined,
    ...(typeof metadata.generation === "number" ? { generation: metadata.generation + 1 } : {}),
  });
  return kind.key === "namespaces"
    ? { ...marked, status: { ...(stored.status as JsonObject), phase: "Terminating" } }
    : marked;
}

/** Only a pod that runs on a node needs time to stop. */
function graceOfPod(pod: KubeObject, asked: number | undefined): number {
  const spec = pod.spec as JsonObject;
  const phase = (pod.status as JsonObject | undefined)?.phase;
  if (!spec.nodeName || phase === "Succeeded" || phase === "Failed") return 0;
  const own = typeof spec.terminationGracePeriodSeconds === "number" ? spec.terminationGracePeriodSeconds : 30;
  return Math.max(0, asked ?? own);
}

function finalizersFor(metadata: JsonObject, propagation: string | undefined): string[] {
  const own = (Array.isArray(metadata.finalizers) ? (metadata.finalizers as string[]) : []).filter(
    (one) => !propagation || !Object.values(PROPAGATION_FINALIZERS).includes(one),
  );
  const added = PROPAGATION_FINALIZERS[propagation ?? ""];
  return added ? [...own, added] : own;
}
