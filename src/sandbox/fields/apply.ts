import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { appliedFields, compareFields } from "./compare.ts";
import { applyConflict, type Clash } from "./conflict.ts";
import { at, difference, type FieldSet, intersection, isEmpty, NOTHING, union } from "./field-set.ts";
import { lastAppliedFields, withLastApplied } from "./last-applied.ts";
import { isSameManager, type Managed, type Manager, managersOf, withManagers } from "./managers.ts";
import { type Place, partsOf, rootOf } from "./shape.ts";

export interface Application {
  readonly who: Manager;
  /** What is applied. */
  readonly config: KubeObject;
  /** What is there; undefined when the apply creates it. */
  readonly live: KubeObject | undefined;
  /** Both together. */
  readonly merged: KubeObject;
  /** Takes fields away from their owners. */
  readonly isForced: boolean;
  /** RFC 3339. */
  readonly now: string;
}

/** An object after an apply, with its managers; throws the 409 of fields that others own and that would change. */
export function applyFields({ who, config, live, merged, isForced, now }: Application): KubeObject {
  const known = managersOf(live);
  const others = known.filter((one) => !isSameManager(one, who));
  const own = known.find((one) => isSameManager(one, who));
  const fields = appliedFields(config);
  const { changed } = live ? compareFields(live, merged) : { changed: NOTHING };
  const clashes = others
    .map((manager): Clash => ({ manager, fields: intersection(manager.fields, changed) }))
    .filter((clash) => !isEmpty(clash.fields));
  if (clashes.length > 0 && !isForced && !(live && mayTake(who, live, clashes))) throw applyConflict(clashes);
  const kept = others.map((one) => ({ ...one, fields: difference(one.fields, changed) }));
  const dropped = droppable(own, fields, kept);
  const object = isEmpty(dropped) ? merged : prune(merged, dropped);
  // An apply that changes nothing leaves no moment behind.
  const time = live && isEqual(object, live) ? (own?.time ?? "") : now;
  const managed = withManagers(object, [...kept, { ...who, fields, time }]);
  return who.name === KUBECTL ? withLastApplied(managed, config) : managed;
}

const KUBECTL = "kubectl";

/** kubectl takes over what it applied on the client's side. */
function mayTake({ name }: Manager, live: KubeObject, clashes: readonly Clash[]): boolean {
  if (name !== KUBECTL) return false;
  const last = lastAppliedFields(live);
  return clashes.every(({ fields }) => isEmpty(difference(fields, last)));
}

/** What was applied before and is not any more, as far as nobody else owns it. */
function droppable(own: Managed | undefined, fields: FieldSet, others: readonly Managed[]): FieldSet {
  if (!own) return NOTHING;
  const held = others.reduce((sum, one) => union(sum, one.fields), fields);
  return difference(own.fields, held);
}

const TOP: Place = { type: undefined, isGiven: false };

function prune(object: KubeObject, dropped: FieldSet): KubeObject {
  const { value } = pruned(object, dropped, rootOf(object), "", TOP);
  return value as KubeObject;
}

/** A value without the dropped fields; gone when nothing but them was in it. */
function pruned(
  value: Json,
  dropped: FieldSet,
  place: Place,
  name: string,
  parent: Place,
): { value: Json | undefined } {
  if (isEmpty(dropped)) return { value };
  const parts = partsOf(value, place, name, parent);
  if (!parts) return { value: dropped.own ? undefined : value };
  const left = [...parts].flatMap(([step, part]) => {
    const { value: kept } = pruned(part.value, at(dropped, step), part.place, part.name, place);
    return kept === undefined ? [] : [[step.slice(2), kept] as const];
  });
  const isGone = left.length === 0 && dropped.below.size > 0 && !place.isGiven;
  if (isGone || (dropped.own && left.length === 0)) return { value: undefined };
  return { value: isObject(value) ? (Object.fromEntries(left) as JsonObject) : left.map(([, item]) => item) };
}
