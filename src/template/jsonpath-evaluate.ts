import { isObject, type Json } from "../core/object.ts";
import { goText, goType, sortedKeys } from "./go-value.ts";
import { ComparisonError, equal, type Kind, kindOf, less } from "./jsonpath-compare.ts";
import { type Bound, JsonPathError, type Node } from "./jsonpath-node.ts";

/** A value on the way; `undefined` is the nothing that a range over a null hands on. */
export type Value = Json | undefined;

interface Settings {
  readonly allowMissing: boolean;
}

/** What the parts of a template gave: one list of values for each text or action, ranges unrolled. */
export type Results = Value[][];

/** Evaluates a parsed template over a value; throws JsonPathError with kubectl's reason. */
export function evaluate(nodes: readonly Node[], data: Json, settings: Settings): Results {
  return run(nodes, 0, { data, depth: 0, settings }).results;
}

interface Scope {
  readonly data: Value;
  /** How many ranges are open. */
  readonly depth: number;
  readonly settings: Settings;
}

/** Runs the nodes from an index on until the `end` of the innermost range; `end` is that action's index. */
function run(nodes: readonly Node[], from: number, scope: Scope): { results: Results; end: number } {
  const results: Results = [];
  for (let at = from; at < nodes.length; at++) {
    const node = nodes[at] as Node;
    const found = walk([scope.data], node, scope.settings);
    if (has(node, "end")) {
      if (scope.depth === 0) throw new JsonPathError("not in range, nothing to end");
      return { results, end: at };
    }
    if (!has(node, "range")) {
      results.push(found);
      continue;
    }
    const inner = { depth: scope.depth + 1, settings: scope.settings };
    let end = nodes.length;
    for (const data of found) {
      const each = run(nodes, at + 1, { ...inner, data: data === null ? undefined : data });
      results.push(...each.results);
      end = each.end;
    }
    // Without items the body still runs over nothing, to find its end (and its errors).
    if (found.length === 0) end = run(nodes, at + 1, { ...inner, data: undefined }).end;
    // A range that nobody ends: kubectl goes on with what follows once more, outside the range.
    if (end < nodes.length) at = end;
  }
  return { results, end: nodes.length };
}

const has = (node: Node, word: string): boolean =>
  node.kind === "list" && node.nodes.some((one) => one.kind === "identifier" && one.name === word);

/** Applies the nodes one after another. */
const walkAll = (input: readonly Value[], nodes: readonly Node[], settings: Settings): Value[] =>
  nodes.reduce<Value[]>((values, node) => walk(values, node, settings), [...input]);

function walk(input: readonly Value[], node: Node, settings: Settings): Value[] {
  switch (node.kind) {
    case "list":
      return walkAll(input, node.nodes, settings);
    case "text":
      return [node.text];
    case "number":
    case "bool":
      return input.map(() => node.value);
    case "identifier":
      if (node.name === "range" || node.name === "end") return [...input];
      throw new JsonPathError(`unrecognized identifier ${node.name}`, input.length);
    case "field":
      return fields(input, node.name, settings);
    case "wildcard":
      return input.flatMap(children);
    case "recursive":
      return descend(input);
    case "union":
      return node.lists.flatMap((list) => walkAll(input, list, settings));
    case "array":
      return input.flatMap((value) => (isNothing(value) ? [] : slice(value as Json, node.bounds)));
    case "filter":
      return input.flatMap((value) => filter(value, node, settings));
  }
}

const isNothing = (value: Value): boolean => value === null || value === undefined;

function fields(input: readonly Value[], name: string, { allowMissing }: Settings): Value[] {
  const found: Value[] = [];
  for (const value of input) if (isObject(value) && Object.hasOwn(value, name)) found.push(value[name] as Json);
  if (found.length === 0 && input.length > 0 && !allowMissing) throw new JsonPathError(`${name} is not found`);
  return found;
}

/** The values of a map in key order, the items of a list, the bytes of a text. */
function children(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return sortedKeys(value).map((key) => value[key] as Json);
  return typeof value === "string" ? [...Buffer.from(value)] : [];
}

/** Every map, list and text that is not empty, each before what it holds. */
function descend(input: readonly Value[]): Value[] {
  const found: Value[] = [];
  // An explicit stack: objects may be nested deeper than the machine's own.
  const stack = [...input].reverse();
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== "object" && typeof value !== "string") continue;
    if (value === "") continue;
    const inner = typeof value === "string" ? [] : children(value);
    if (typeof value !== "string" && inner.length === 0) continue;
    found.push(value);
    for (let at = inner.length - 1; at >= 0; at--) stack.push(inner[at]);
  }
  return found;
}

function slice(value: Json, [start, end, step]: readonly [Bound, Bound, Bound]): Json[] {
  if (!Array.isArray(value)) throw new JsonPathError(`${goType(value)} is not array or slice`, 1);
  const length = value.length;
  const from = start.value < 0 ? start.value + length : start.value;
  const isFromEnd = end.value < 0 || (end.value === 0 && end.isDerived === true);
  const to = end.isKnown ? end.value + (isFromEnd ? length : 0) : length;
  if (from === to) return [];
  if (from < 0 || from >= length) throw outOfBounds(from, length);
  if (to < 0 || to > length) throw outOfBounds(to - 1, length);
  if (from > to) throw new JsonPathError(`starting index ${from} is greater than ending index ${to}`, 1);
  if (step.isKnown && step.value <= 0) throw new JsonPathError("step must be > 0", 1);
  const stride = step.isKnown ? step.value : 1;
  const found: Json[] = [];
  for (let at = from; at < to; at += stride) found.push(value[at] as Json);
  return found;
}

const outOfBounds = (index: number, length: number): JsonPathError =>
  new JsonPathError(`array index out of bounds: index ${index}, length ${length}`, 1);

type Filter = Extract<Node, { kind: "filter" }>;

function filter(value: Value, node: Filter, settings: Settings): Json[] {
  if (!Array.isArray(value)) {
    const shown = value === undefined ? "<invalid Value>" : goText(value);
    throw new JsonPathError(`${shown} is not array or slice and cannot be filtered`, 1);
  }
  return value.filter((item) =>
    node.operator === "exists" ? exists(item, node, settings) : passes(item, node, settings),
  );
}

function exists(item: Json, { left }: Filter, settings: Settings): boolean {
  try {
    return walkAll([item], left, settings).length > 0;
  } catch (error) {
    // As kubectl: what fails, other than by a missing key, counts as found.
    if (error instanceof JsonPathError) return error.atHand > 0;
    throw error;
  }
}

function passes(item: Json, { left, operator, right }: Filter, settings: Settings): boolean {
  const lefts = walkAll([item], left, settings);
  if (lefts.length === 0) return false;
  if (lefts.length > 1) throw tooMany();
  const rights = walkAll([item], right, settings);
  if (rights.length === 0) return false;
  if (rights.length > 1) throw tooMany();
  const [a, b] = [lefts[0] as Json, rights[0] as Json];
  try {
    return compare(a, operator, b, [kindOfOperand(a, left), kindOfOperand(b, right)]);
  } catch (error) {
    throw error instanceof ComparisonError ? new JsonPathError(error.message) : error;
  }
}

const tooMany = (): JsonPathError => new JsonPathError("can only compare one element at a time");

/** `1.0` written in a filter is a float, though its value is whole. */
function kindOfOperand(value: Json, nodes: readonly Node[]): Kind | undefined {
  const last = nodes.at(-1);
  return last?.kind === "number" && last.isFloat ? "float" : kindOf(value);
}

function compare(a: Json, operator: string, b: Json, kinds: readonly [Kind | undefined, Kind | undefined]): boolean {
  switch (operator) {
    case "<":
      return less(a, b, kinds);
    case ">":
      return !less(a, b, kinds) && !equal(a, b, kinds);
    case "==":
      return equal(a, b, kinds);
    case "!=":
      return !equal(a, b, kinds);
    case "<=":
      return less(a, b, kinds) || equal(a, b, kinds);
    case ">=":
      return !less(a, b, kinds);
    default:
      throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
}
