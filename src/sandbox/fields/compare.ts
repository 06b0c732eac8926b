import { isEqual } from "../../core/json/equal.ts";
import { isObject, type Json, type KubeObject } from "../../core/object.ts";
import { difference, type FieldSet, fromFieldsV1, ITSELF, NOTHING, setOf } from "./field-set.ts";
import { type Part, type Place, partsOf, rootOf } from "./shape.ts";

/** Fields that are the server's own. */
const SERVERS = fromFieldsV1({
  "f:apiVersion": {},
  "f:kind": {},
  "f:metadata": {
    ".": {},
    ...Object.fromEntries(
      "name namespace creationTimestamp selfLink uid generation managedFields resourceVersion"
        .split(" ")
        .map((name) => [`f:${name}`, {}]),
    ),
  },
});

const users = (set: FieldSet): FieldSet => difference({ ...set, own: false }, SERVERS);

const whole = (object: KubeObject): Part => {
  const { metadata, ...rest } = object;
  const { managedFields: _, ...kept } = isObject(metadata) ? metadata : {};
  return { value: { ...rest, metadata: kept }, place: rootOf(object), name: "" };
};
const TOP: Place = { type: undefined, isGiven: false };

/** Everything that somebody who applies an object says of it. */
export const appliedFields = (object: KubeObject): FieldSet => users(applied(whole(object), TOP, false));

function applied({ value, place, name }: Part, parent: Place, isItem: boolean): FieldSet {
  const parts = partsOf(value, place, name, parent);
  if (!parts || parts.size === 0) return ITSELF;
  const entries = [...parts].map(([step, part]) => [step, applied(part, place, !step.startsWith("f:"))] as const);
  return setOf(isItem, entries);
}

/** What a write changed. */
export interface Comparison {
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

/** Compares an object with what it was before; a new one was nothing. */
export function compareFields(before: KubeObject | undefined, after: KubeObject): Comparison {
  const [old, now] = [before && whole(before), whole(after)];
  const changed = users(changedIn(old, now, TOP));
  return { changed, removed: old ? users(removedIn(old, now, TOP)) : NOTHING };
}

function changedIn(before: Part | undefined, after: Part, parent: Place): FieldSet {
  if (before && isEqual(before.value, after.value)) return NOTHING;
  const parts = partsOf(after.value, after.place, after.name, parent);
  if (!parts) return ITSELF;
  if (parts.size === 0) return isBare(before, after) ? NOTHING : ITSELF;
  const old = before ? partsOf(before.value, after.place, after.name, parent) : undefined;
  const isNew = old === undefined && !after.place.isGiven;
  return setOf(
    isNew,
    [...parts].map(([step, part]) => [step, changedIn(old?.get(step), part, after.place)] as const),
  );
}

/** An empty struct that every object has, or one that lost its last field. */
const isBare = (before: Part | undefined, { value, place }: Part): boolean =>
  isContainer(value) && (place.isGiven || (before !== undefined && isContainer(before.value)));

const isContainer = (value: Json): boolean => typeof value === "object" && value !== null;

function removedIn(before: Part, after: Part | undefined, parent: Place): FieldSet {
  if (after && isEqual(before.value, after.value)) return NOTHING;
  const parts = partsOf(before.value, before.place, before.name, parent);
  if (!parts) return after ? NOTHING : ITSELF;
  const now = after ? partsOf(after.value, before.place, before.name, parent) : undefined;
  return setOf(
    after === undefined,
    [...parts].map(([step, part]) => [step, removedIn(part, now?.get(step), before.place)] as const),
  );
}
