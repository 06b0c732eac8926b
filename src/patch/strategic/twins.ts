import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import type { ThreeWay } from "../merge.ts";
import { equals, own, put } from "../own.ts";
import { applyStrategicPatch } from "./apply.ts";
import { PATCH } from "./directives.ts";
import { threeWayStrategicPatch } from "./three-way.ts";
import type { PatchField, PatchType } from "./type.ts";

/** A patch of lists alone, and the three objects without those lists. */
export interface Split {
  readonly rest: ThreeWay;
  readonly twins: JsonObject;
}

/**
 * Takes lists of ports out of a three-way merge where one number is there for several protocols (DNS: 53 for TCP and for
 * UDP). Their merge key is the number alone, so that kubectl's patch loses one of the two; here number and protocol
 * tell them apart, as for server-side apply, and such a list is replaced by its merged elements.
 */
export const splitTwins = (objects: ThreeWay, type: PatchType): Split =>
  holdsTwins(objects.current) || holdsTwins(objects.modified)
    ? splitFields(objects, type)
    : { rest: objects, twins: {} };

function splitFields(objects: ThreeWay, type: PatchType): Split {
  const { original, current, modified } = objects;
  const rest = { original: { ...original }, current: { ...current }, modified: { ...modified } };
  const twins: JsonObject = {};
  for (const key of Object.keys(modified)) {
    const field = type.field(key);
    const [live, wanted] = [own(current, key), own(modified, key)];
    if (!field || live === undefined || wanted === undefined) continue;
    const part = splitField({ original: own(original, key), current: live, modified: wanted }, field);
    if (!part) continue;
    if (part.patch !== undefined) put(twins, key, part.patch);
    for (const side of ["original", "current", "modified"] as const) {
      const left = part.rest[side];
      if (left === undefined) delete rest[side][key];
      else put(rest[side], key, left);
    }
  }
  return { rest, twins };
}

interface Sides {
  readonly original: Json | undefined;
  readonly current: Json | undefined;
  readonly modified: Json | undefined;
}

interface Part {
  readonly rest: Sides;
  readonly patch: Json | undefined;
}

/** Undefined: nothing of the field is taken out. */
function splitField({ original, current, modified }: Sides, field: PatchField): Part | undefined {
  if (isObject(current) && isObject(modified)) {
    if (original !== undefined && !isObject(original)) return undefined;
    const { rest, twins } = splitFields({ original: original ?? {}, current, modified }, field.type);
    const patch = Object.keys(twins).length > 0 ? twins : undefined;
    return { rest: { ...rest, original: original === undefined ? undefined : rest.original }, patch };
  }
  const { mergeKey } = field;
  if (!field.isMerged || mergeKey === undefined || !isElements(current) || !isElements(modified)) return undefined;
  const before = isElements(original) ? original : [];
  const lists = { original: before, current, modified };
  if (!isPorts(mergeKey)) return splitElements(lists, field.type, mergeKey);
  if (!hasTwins(current, mergeKey) && !hasTwins(modified, mergeKey)) return undefined;
  const merged = mergePorts(lists, field.type, mergeKey);
  if (!merged) return undefined;
  const patch = equals(merged, current) ? undefined : [{ [PATCH]: "replace" }, ...merged];
  return { rest: { original: undefined, current: undefined, modified: undefined }, patch };
}

type Lists = Readonly<Record<"original" | "current" | "modified", JsonObject[]>>;

/** Looks into the elements that all have, such as the containers of a pod. */
function splitElements(lists: Lists, type: PatchType, mergeKey: string): Part | undefined {
  const byKey = (list: JsonObject[]) => new Map(list.map((element) => [own(element, mergeKey), element]));
  const [before, live] = [byKey(lists.original), byKey(lists.current)];
  const patch: Json[] = [];
  const left = { original: new Map<JsonObject, Json>(), current: new Map<JsonObject, Json>() };
  const modified = lists.modified.map((element) => {
    const key = own(element, mergeKey);
    const [old, current] = [before.get(key), live.get(key)];
    if (key === undefined || !current) return element;
    const { rest, twins } = splitFields({ original: old ?? {}, current, modified: element }, type);
    if (Object.keys(twins).length > 0) patch.push({ [mergeKey]: key, ...twins });
    if (old) left.original.set(old, rest.original);
    left.current.set(current, rest.current);
    return rest.modified;
  });
  const swapped = (side: "original" | "current") => lists[side].map((element) => left[side].get(element) ?? element);
  const rest = { original: swapped("original"), current: swapped("current"), modified };
  return { rest, patch: patch.length > 0 ? patch : undefined };
}

/** Each wanted port merged with what the server has of it, and the ports that others have added; undefined for true doubles. */
function mergePorts(lists: Lists, type: PatchType, mergeKey: string): JsonObject[] | undefined {
  const [before, live, wanted] = [lists.original, lists.current, lists.modified].map(
    (list) => new Map(list.map((port) => [identity(port, mergeKey), port])),
  ) as [Map<string, JsonObject>, Map<string, JsonObject>, Map<string, JsonObject>];
  if (live.size < lists.current.length || wanted.size < lists.modified.length) return undefined;
  const merged = [...wanted].map(([key, port]) => {
    const current = live.get(key);
    if (!current) return port;
    const patch = threeWayStrategicPatch({ original: before.get(key) ?? {}, current, modified: port }, type);
    return applyStrategicPatch(current, patch, type) as JsonObject;
  });
  const others = [...live].filter(([key]) => !wanted.has(key) && !before.has(key)).map(([, port]) => port);
  return [...merged, ...others];
}

const isPorts = (mergeKey: string): boolean => mergeKey === "port" || mergeKey === "containerPort";

const identity = (port: JsonObject, mergeKey: string): string =>
  `${own(port, mergeKey)}/${own(port, "protocol") ?? "TCP"}`;

const hasTwins = (ports: JsonObject[], mergeKey: string): boolean =>
  new Set(ports.map((port) => own(port, mergeKey))).size < ports.length;

const isElements = (value: Json | undefined): value is JsonObject[] => Array.isArray(value) && value.every(isObject);

/** Whether there is a list of ports, however deep, in which a number stands twice. */
function holdsTwins(value: Json): boolean {
  if (Array.isArray(value)) {
    const isTwin = isElements(value) && ["port", "containerPort"].some((key) => isNumbered(value, key));
    return isTwin || value.some(holdsTwins);
  }
  return isObject(value) && Object.values(value).some(holdsTwins);
}

const isNumbered = (list: JsonObject[], key: string): boolean =>
  list.every((element) => Object.hasOwn(element, key)) && hasTwins(list, key);
