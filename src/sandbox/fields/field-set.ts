import { isObject, type Json, type JsonObject } from "../../core/object.ts";

/** A set of an object's fields, as a tree: whether the field itself is in it, and which below it. */
export interface FieldSet {
  readonly own: boolean;
  /** By steps of FieldsV1: "f:data", `k:{"name":"web"}`, `v:"x"`. */
  readonly below: ReadonlyMap<string, FieldSet>;
}

export const NOTHING: FieldSet = { own: false, below: new Map() };
export const ITSELF: FieldSet = { own: true, below: new Map() };

export const isEmpty = ({ own, below }: FieldSet): boolean => !own && below.size === 0;

/** A set of the given fields; steps that lead nowhere are left out. */
export function setOf(own: boolean, entries: Iterable<readonly [string, FieldSet]>): FieldSet {
  const below = new Map([...entries].filter(([, set]) => !isEmpty(set)));
  return own || below.size > 0 ? { own, below } : NOTHING;
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const steps = new Set([...a.below.keys(), ...b.below.keys()]);
  const entries = [...steps].map((step) => [step, union(at(a, step), at(b, step))] as const);
  return setOf(a.own || b.own, entries);
}

/** What is in the first set and not in the second. */
export const difference = (a: FieldSet, b: FieldSet): FieldSet =>
  setOf(
    a.own && !b.own,
    [...a.below].map(([step, set]) => [step, difference(set, at(b, step))] as const),
  );

/** What is in both. */
export const intersection = (a: FieldSet, b: FieldSet): FieldSet =>
  setOf(
    a.own && b.own,
    [...a.below].map(([step, set]) => [step, intersection(set, at(b, step))] as const),
  );

export const at = (set: FieldSet, step: string): FieldSet => set.below.get(step) ?? NOTHING;

export function isSame(a: FieldSet, b: FieldSet): boolean {
  return isEmpty(difference(a, b)) && isEmpty(difference(b, a));
}

/** Every field below as its steps, those without a struct or list between first. */
export function* pathsOf(set: FieldSet, path: readonly string[] = []): Generator<readonly string[]> {
  const steps = [...set.below].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [step, { own }] of steps) if (own) yield [...path, step];
  for (const [step, below] of steps) yield* pathsOf(below, [...path, step]);
}

/** A set as FieldsV1: "." stands for a field that has others of the set below it. */
export function toFieldsV1({ own, below }: FieldSet): JsonObject {
  const entries = [...below].sort(([a], [b]) => (a < b ? -1 : 1)).map(([step, set]) => [step, toFieldsV1(set)]);
  return Object.fromEntries(own && below.size > 0 ? [[".", {}], ...entries] : entries);
}

export function fromFieldsV1(fields: Json | undefined): FieldSet {
  if (!isObject(fields)) return NOTHING;
  const entries = Object.entries(fields).filter(([step]) => step !== ".");
  const isLeaf = entries.length === 0;
  return setOf(
    isLeaf || Object.hasOwn(fields, "."),
    entries.map(([step, below]) => [step, fromFieldsV1(below)] as const),
  );
}

/** A field as messages name it: `.spec.containers[name="web"].image`. */
export const pathText = (path: readonly string[]): string => path.map(stepText).join("");

function stepText(step: string): string {
  const rest = step.slice(2);
  if (step.startsWith("f:")) return `.${rest}`;
  if (step.startsWith("v:")) return `[=${rest}]`;
  const keys = Object.entries(JSON.parse(rest) as JsonObject);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
}
