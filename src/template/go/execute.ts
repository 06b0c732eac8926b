import { goQuote } from "../../core/json/go-quote.ts";
import type { Json } from "../../core/object.ts";
import { sortedKeys } from "../go-value.ts";
import { evaluate } from "./evaluate.ts";
import type { Block, Pipeline, Statement } from "./node.ts";
import type { Parsed } from "./parse.ts";
import { assign, fail, type Slot, type State } from "./state.ts";
import { goInt, isMap, isTrue, isTyped, kindOf, plain, type Value, valueText } from "./value.ts";

export interface Run {
  readonly text: string;
  readonly allowMissing: boolean;
  readonly write: (text: string) => void;
}

/** Runs a parsed template over a value; throws ExecutionError, with the output before it written. */
export function execute({ body, templates }: Parsed, data: Json, run: Run): void {
  const slot = { value: data, isInterface: false };
  const state = { ...run, name: "output", templates, depth: 0, variables: [{ name: "$", slot }], node: undefined };
  walkBlock(state, slot, body);
}

type Outcome = "break" | "continue" | undefined;

function walkBlock(state: State, dot: Slot, block: Block): Outcome {
  for (const statement of block) {
    const outcome = walk(state, dot, statement);
    if (outcome) return outcome;
  }
  return undefined;
}

function walk(state: State, dot: Slot, statement: Statement): Outcome {
  state.node = statement;
  switch (statement.kind) {
    case "text":
      state.write(statement.text);
      return undefined;
    case "action": {
      const { value } = evaluate(state, dot, statement.pipe);
      if (statement.pipe.variables.length === 0) state.write(printed(value));
      return undefined;
    }
    case "break":
    case "continue":
      return statement.kind;
    case "template":
      callTemplate(state, dot, statement);
      return undefined;
    case "range":
      return inScope(state, () => range(state, dot, statement));
    default:
      return inScope(state, () => branch(state, dot, statement));
  }
}

/** Variables declared within go away with it. */
function inScope<T>(state: State, run: () => T): T {
  const count = state.variables.length;
  const result = run();
  state.variables.length = count;
  return result;
}

const printed = (value: Value): string => (value === undefined || value === null ? "<no value>" : valueText(value));

type Branch = Extract<Statement, { kind: "if" | "with" | "range" }>;

function branch(state: State, dot: Slot, { kind, pipe, body, otherwise }: Branch): Outcome {
  const slot = evaluate(state, dot, pipe);
  if (isTrue(slot.value)) return walkBlock(state, kind === "with" ? slot : dot, body);
  return otherwise ? walkBlock(state, dot, otherwise) : undefined;
}

function callTemplate(state: State, dot: Slot, statement: Extract<Statement, { kind: "template" }>): void {
  const block = state.templates.get(statement.name);
  if (!block) fail(state, `template ${goQuote(statement.name)} not defined`);
  if (state.depth > MAX_DEPTH) fail(state, "exceeded maximum template depth (100000)");
  const slot = statement.pipe ? evaluate(state, dot, statement.pipe) : { value: undefined, isInterface: false };
  const inner = { ...state, name: statement.name, depth: state.depth + 1, variables: [{ name: "$", slot }] };
  walkBlock(inner, slot, block);
}

/** Go allows 100000; the machine's stack holds fewer. */
const MAX_DEPTH = 1500;

function range(state: State, dot: Slot, statement: Branch): Outcome {
  const { pipe, body, otherwise } = statement;
  const { value } = evaluate(state, dot, pipe);
  let isEmpty = true;
  for (const [index, item] of itemsOf(state, value, pipe)) {
    isEmpty = false;
    const outcome = inScope(state, () => {
      bind(state, pipe, index, item);
      return walkBlock(state, item, body);
    });
    if (outcome === "break") break;
  }
  return isEmpty && otherwise ? walkBlock(state, dot, otherwise) : undefined;
}

/** Index or key and item, as Go's range hands them out: maps in key order, whole numbers counted up from 0. */
function* itemsOf(state: State, value: Value, pipe: Pipeline): Generator<[Slot, Slot]> {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++)
      yield [direct(goInt(at)), { value: value[at] as Json, isInterface: true }];
  } else if (isMap(value)) {
    for (const key of sortedKeys(value)) yield [direct(key), { value: value[key] as Json, isInterface: true }];
  } else if (kindOf(value) === "int") {
    if (pipe.variables.length > 1) {
      fail(state, `can't use ${valueText(value)} to iterate over more than one variable`);
    }
    for (let at = 0; at < Number(plain(value)); at++)
      yield [direct(goInt(at)), direct(isTyped(value) ? goInt(at) : at)];
  } else {
    fail(state, `range can't iterate over ${valueText(value)}`);
  }
}

const direct = (value: Value): Slot => ({ value, isInterface: false });

/** Sets the range's variables: with two, the index comes first; with one, it is the item. */
function bind(state: State, { variables, isAssign }: Pipeline, index: Slot, item: Slot): void {
  const slots = variables.length > 1 ? [index, item] : [item];
  for (const [at, name] of variables.entries()) {
    if (isAssign) assign(state, name, slots[at] as Slot);
    else state.variables.push({ name, slot: slots[at] as Slot });
  }
}
