import { goQuote } from "../core/json/go-quote.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { checkDepth } from "./depth.ts";
import { PatchError } from "./error.ts";
import { isContainer, own, put } from "./own.ts";

const MAX_INT64 = 2n ** 63n - 1n;

/** One place that a pointer names. Its methods fail with `context`, a colon and the reason, as kubectl does. */
export interface Place {
  readonly key: string;
  get(context: string): Json | undefined;
  add(value: Json, context: string): void;
  remove(context: string): void;
  replace(value: Json, message: string): void;
}

/** The error for a path or field that is not there. */
export const missing = (context: string): PatchError => new PatchError(`${context}: missing value`, 422);

/** A document while operations change it: an object or list is copied once, when something in it is first changed. */
export class Draft {
  root: Json;
  readonly #mine = new WeakSet<object>();
  #copied = 0;

  constructor(root: Json) {
    this.root = root;
  }

  /** The place of a pointer, when the object or list that holds it exists; the pointer's first word is never looked at. */
  find(pointer: string): Place | undefined {
    const keys = split(pointer);
    const last = keys.pop();
    if (last === undefined || !isContainer(this.root)) return undefined;
    this.root = this.#own(this.root);
    let at: JsonObject | Json[] = this.root as JsonObject | Json[];
    for (const key of keys) {
      const child = childOf(at, key);
      if (!isContainer(child)) return undefined;
      const mine = this.#own(child);
      if (Array.isArray(at)) at[indexOf(key, at.length) as number] = mine;
      else put(at, key, mine);
      at = mine;
    }
    return Array.isArray(at) ? placeInList(at, last) : placeInObject(at, last);
  }

  /** A deep copy; what all copies hold together is limited, so that a few operations cannot fill the memory. */
  duplicate(value: Json, limit: number): Json {
    checkDepth(value);
    this.#copied += sizeOf(value);
    if (this.#copied > limit)
      throw new PatchError(
        `Unable to complete the copy, the accumulated size increase of copy is ${this.#copied}, exceeding the limit ${limit}`,
        422,
      );
    return structuredClone(value);
  }

  #own<T extends JsonObject | Json[]>(container: T): T {
    if (this.#mine.has(container)) return container;
    const copy = (Array.isArray(container) ? [...container] : { ...container }) as T;
    this.#mine.add(copy);
    return copy;
  }
}

function split(pointer: string): string[] {
  const [, ...keys] = pointer.split("/");
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function childOf(container: JsonObject | Json[], key: string): Json | undefined {
  if (isObject(container)) return own(container, key);
  const index = indexOf(key, container.length);
  return typeof index === "number" ? container[index] : undefined;
}

function placeInObject(object: JsonObject, key: string): Place {
  return {
    key,
    get: () => own(object, key),
    add: (value) => put(object, key, value),
    replace: (value) => put(object, key, value),
    remove(context) {
      if (!Object.hasOwn(object, key)) throw missing(`${context}: Unable to remove nonexistent key: ${key}`);
      delete object[key];
    },
  };
}

function placeInList(list: Json[], key: string): Place {
  return {
    key,
    get: (context) => list[indexIn(list.length, key, context)] as Json,
    add(value, context) {
      if (key === "-") list.push(value);
      else
        list.splice(indexIn(list.length + 1, key, context, `value was not a proper array index: '${key}': `), 0, value);
    },
    replace(value, message) {
      const index = indexOf(key, list.length);
      if (typeof index !== "number") throw new PatchError(message, 422);
      list[index] = value;
    },
    remove: (context) => void list.splice(indexIn(list.length, key, context), 1),
  };
}

function indexIn(length: number, key: string, context: string, detail = ""): number {
  const index = indexOf(key, length);
  if (typeof index === "number") return index;
  const isNumber = index.startsWith("Unable");
  throw new PatchError(`${context}: ${isNumber ? "" : detail}${index}`, 422);
}

/** An index as Go's Atoi reads it, below zero counted from the end; or the reason why it is none. */
function indexOf(key: string, length: number): number | string {
  if (!/^[+-]?\d+$/.test(key)) return `strconv.Atoi: parsing ${goQuote(key)}: invalid syntax`;
  const value = BigInt(key.replace("+", ""));
  if (value > MAX_INT64 || value < -MAX_INT64 - 1n) return `strconv.Atoi: parsing ${goQuote(key)}: value out of range`;
  if (value >= length || value < -length) return `Unable to access invalid index: ${value}: invalid index referenced`;
  return Number(value < 0 ? value + BigInt(length) : value);
}

/** About how many bytes of JSON a value is. */
function sizeOf(value: Json): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item) + 1, 2);
  if (!isObject(value)) return typeof value === "string" ? value.length + 2 : String(value).length;
  return Object.entries(value).reduce((sum, [key, child]) => sum + key.length + 4 + sizeOf(child), 2);
}
