import { CHANGE_CAUSE } from "../core/last-applied.ts";
import { isObject, type Json, type JsonObject, type KubeObject, stringMapOf } from "../core/object.ts";
import { part, type Rolled } from "./kinds.ts";

/** One state of a pod template that an object has had. */
export interface Revision {
  readonly number: number;
  readonly cause: string;
  readonly template: JsonObject;
  /** What remembers it: a ReplicaSet or a ControllerRevision. */
  readonly holder: KubeObject;
}

export const REVISION = "deployment.kubernetes.io/revision";

/** The revisions of an object, the oldest first, from everything its selector finds. */
export function revisionsOf(kind: Rolled, object: KubeObject, holders: readonly KubeObject[]): Revision[] {
  const owned = holders.filter((one) => isOwned(one, object));
  const read = kind === "Deployment" ? ofReplicaSet : ofControllerRevision;
  return owned.flatMap((one) => read(one) ?? []).sort((a, b) => a.number - b.number);
}

function isOwned(holder: KubeObject, owner: KubeObject): boolean {
  const { uid } = part(owner, "metadata");
  const owners = part(holder, "metadata").ownerReferences;
  return Array.isArray(owners) && owners.some((one) => isObject(one) && one.controller === true && one.uid === uid);
}

function ofReplicaSet(holder: KubeObject): Revision | undefined {
  const annotations = stringMapOf(holder, "annotations");
  const number = Number(annotations[REVISION] ?? Number.NaN);
  if (!Number.isInteger(number)) return undefined;
  return { number, cause: annotations[CHANGE_CAUSE] ?? "", template: part(part(holder, "spec"), "template"), holder };
}

function ofControllerRevision(holder: KubeObject): Revision {
  const { $patch: _, ...template } = part(part(part(holder, "data"), "spec"), "template");
  return {
    number: Number(holder.revision ?? 0),
    cause: stringMapOf(holder, "annotations")[CHANGE_CAUSE] ?? "",
    template,
    holder,
  };
}

/** The table of `rollout history`. */
export function historyTable(revisions: readonly Revision[]): string {
  const rows = [
    ["REVISION", "CHANGE-CAUSE"],
    ...revisions.map(({ number, cause }) => [`${number}`, cause || "<none>"]),
  ];
  const width = Math.max(...rows.map(([number = ""]) => number.length)) + 2;
  return rows.map(([number = "", cause]) => `${number.padEnd(width)}${cause}\n`).join("");
}

/** The template as `history --revision` describes it: the cause stands among its annotations. */
export function templateWithCause({ template, cause }: Revision): JsonObject {
  if (cause === "") return template;
  const metadata = part(template, "metadata");
  const annotations = { ...part(metadata, "annotations"), [CHANGE_CAUSE]: cause };
  return { ...template, metadata: { ...metadata, annotations } };
}

/** The object as it was at a revision: what `history -o` prints. */
export function objectAt(kind: Rolled, object: KubeObject, { holder, template }: Revision): KubeObject {
  if (kind === "Deployment") return typed(holder, "ReplicaSet");
  const spec = part(object, "spec");
  return typed({ ...object, spec: { ...spec, template: inOrderOf(template, spec.template) } }, kind);
}

/** With the kind first, as kubectl's own types are written; items of lists have none. */
const typed = ({ kind: _, apiVersion, ...rest }: KubeObject, kind: string): KubeObject => ({
  kind,
  apiVersion: apiVersion ?? "apps/v1",
  ...rest,
});

/** The value with its keys in the order of a similar one: a ControllerRevision keeps no order. */
function inOrderOf(value: Json | undefined, model: Json | undefined): Json {
  if (Array.isArray(value)) {
    const models = Array.isArray(model) ? model : [];
    return value.map((one, at) => inOrderOf(one, models[at] ?? models[0]));
  }
  if (!isObject(value)) return value ?? null;
  const keys = isObject(model) ? Object.keys(model).filter((key) => Object.hasOwn(value, key)) : [];
  const others = Object.keys(value).filter((key) => !keys.includes(key));
  const like = isObject(model) ? model : {};
  return Object.fromEntries([...keys, ...others].map((key) => [key, inOrderOf(value[key], like[key])]));
}
