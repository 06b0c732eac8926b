import { CliError } from "../../core/errors.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { relaxedPath } from "../../template/field-path.ts";
import { compileFinder } from "../../template/jsonpath.ts";

/** What one --for waits for. */
export type Condition =
  | { readonly kind: "create" }
  | { readonly kind: "delete" }
  /** An object that exists has to pass; throws CliError when it never can. */
  | { readonly kind: "state"; readonly isMet: (object: KubeObject) => boolean };

/** Whether a condition is true of an object as it is now; undefined for one that is not there. */
export function holds(condition: Condition, object: KubeObject | undefined, isGone: boolean): boolean {
  if (condition.kind === "delete") return isGone;
  return object !== undefined && (condition.kind === "create" || condition.isMet(object));
}

/** Reads a --for; throws kubectl's error for what it does not know. */
export function readCondition(text: string): Condition {
  const lower = text.toLowerCase();
  if (lower === "create" || lower === "delete") return { kind: lower };
  if (text.startsWith("condition=")) return statusCondition(text.slice("condition=".length));
  if (text.startsWith("jsonpath=")) return jsonPathCondition(text.slice("jsonpath=".length));
  throw new CliError(`unrecognized condition: ${goQuote(text)}`);
}

/** `condition=NAME[=VALUE]`: true unless said otherwise; letters of either case are the same. */
function statusCondition(text: string): Condition {
  const [name, value] = cut(text);
  const wanted = (value ?? "true").toLowerCase();
  return { kind: "state", isMet: (object) => statusOf(object, name) === wanted };
}

const cut = (text: string): readonly [string, string | undefined] => {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};

/** The status of a condition; undefined when it is not there or speaks of an older generation of the object. */
function statusOf(object: KubeObject, name: string): string | undefined {
  const conditions = isObject(object.status) && Array.isArray(object.status.conditions) ? object.status.conditions : [];
  const found = conditions.filter(isObject).find(({ type }) => String(type ?? "").toLowerCase() === name.toLowerCase());
  if (!found || typeof found.status !== "string") return undefined;
  const generation = numberAt(object.metadata, "generation");
  const observed = numberAt(found, "observedGeneration") ?? numberAt(object.status, "observedGeneration");
  const isStale = generation !== undefined && observed !== undefined && observed < generation;
  return isStale ? undefined : found.status.toLowerCase();
}

const numberAt = (holder: Json | undefined, key: string): number | undefined =>
  isObject(holder) && typeof holder[key] === "number" ? (holder[key] as number) : undefined;

/** `jsonpath=PATH[=VALUE]`: one value, equal to VALUE, or any at all when none is given. */
function jsonPathCondition(text: string): Condition {
  const [path, value] = splitPath(text);
  if (path === "") throw new CliError("jsonpath expression cannot be empty");
  if (value === "") {
    throw new CliError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  }
  const find = finder(path);
  return {
    kind: "state",
    isMet(object) {
      const found = find(object as JsonObject).flat();
      if (found.length === 0) return false;
      if (value === undefined) return true;
      return oneText(found) === value;
    },
  };
}

/**
 * The path and the value behind it: they part at an equal sign outside of braces; two in a row compare and part nothing.
 * Throws kubectl's error when there are more.
 */
function splitPath(text: string): readonly [string, string | undefined] {
  const [path = "", value, ...more] = text.replace(/\{[^{}]*\}|==/g, hidden).split("=");
  if (more.length > 0) {
    throw new CliError(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  }
  return [shown(path), value === undefined ? undefined : shown(value).replace(/^['"]+|['"]+$/g, "")];
}

const hidden = (part: string): string => part.replaceAll("=", "\u0000");
const shown = (part: string): string => part.replaceAll("\u0000", "=");

function finder(path: string): ReturnType<typeof compileFinder> {
  try {
    return compileFinder(relaxedPath(path));
  } catch (error) {
    // kubectl gives the bare reason.
    throw error instanceof CliError && error.cause instanceof Error ? new CliError(error.cause.message) : error;
  }
}

function oneText(found: readonly (Json | undefined)[]): string {
  if (found.length > 1) throw new CliError("given jsonpath expression matches more than one value");
  const [value] = found;
  if (typeof value === "object" && value !== null) {
    throw new CliError("jsonpath leads to a nested object or list which is not supported");
  }
  return String(value);
}

/** What tells an object from a later one of the same name. */
export const uidOf = ({ metadata }: KubeObject): unknown => (isObject(metadata) ? metadata.uid : undefined);
