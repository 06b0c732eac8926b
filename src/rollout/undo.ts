import { CliError } from "../core/errors.ts";
import { isEqual } from "../core/json/equal.ts";
import { LAST_APPLIED } from "../core/last-applied.ts";
import { type Json, type JsonObject, type KubeObject, nameOf, stringMapOf } from "../core/object.ts";
import { part, type Rolled } from "./kinds.ts";
import type { Revision } from "./revisions.ts";

/** The revision to go back to: the one asked for, or for 0 the one before the latest. Throws kubectl's errors. */
export function revisionToRestore(
  kind: Rolled,
  object: KubeObject,
  revisions: readonly Revision[],
  wanted: number,
): Revision {
  const found = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted);
  if (found) return found;
  if (wanted !== 0) throw new CliError(`unable to find specified revision ${wanted} in history`);
  throw new CliError(
    kind === "Deployment"
      ? `no rollout history found for deployment ${JSON.stringify(nameOf(object))}`
      : "no last revision to roll back to",
  );
}

/** Annotations that belong to the object or its ReplicaSet, not to the state that is gone back to. */
const OWN: readonly string[] = [
  LAST_APPLIED,
  "deployment.kubernetes.io/revision",
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
];

/** What an undo sends. */
export interface Undo {
  readonly contentType: string;
  readonly patch: Json;
}

/** The patch that goes back to a revision; undefined when the object is there already. */
export function undoPatch(kind: Rolled, object: KubeObject, { template, holder }: Revision): Undo | undefined {
  const wanted = kind === "Deployment" ? withoutHash(template) : template;
  if (isEqual(wanted, part(part(object, "spec"), "template"))) return undefined;
  if (kind !== "Deployment") {
    return { contentType: "application/strategic-merge-patch+json", patch: holder.data ?? {} };
  }
  const patch: Json = [
    { op: "replace", path: "/spec/template", value: wanted },
    { op: "replace", path: "/metadata/annotations", value: annotationsAfter(object, holder) },
  ];
  return { contentType: "application/json-patch+json", patch };
}

function annotationsAfter(object: KubeObject, holder: KubeObject): JsonObject {
  const kept = Object.entries(stringMapOf(object, "annotations")).filter(([key]) => OWN.includes(key));
  const restored = Object.entries(stringMapOf(holder, "annotations")).filter(([key]) => !OWN.includes(key));
  return Object.fromEntries([...kept, ...restored]);
}

function withoutHash(template: JsonObject): JsonObject {
  const metadata = part(template, "metadata");
  const { "pod-template-hash": _, ...labels } = part(metadata, "labels");
  return { ...template, metadata: { ...metadata, labels } };
}
