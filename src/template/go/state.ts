import { goQuote } from "../../core/json/go-quote.ts";
import { type AnyNode, type Block, nodeText } from "./node.ts";
import type { Value } from "./value.ts";

/** A value and whether Go holds it in an `interface {}` (an item of a list or map), which its messages tell. */
export interface Slot {
  readonly value: Value;
  readonly isInterface: boolean;
}

/** A template that failed while it ran; `message` is Go's own, with the place and the node. */
export class ExecutionError extends Error {
  override readonly name = "ExecutionError";
}

export interface Variable {
  readonly name: string;
  slot: Slot;
}

/** What a running template knows. */
export interface State {
  /** The template's name in messages. */
  readonly name: string;
  readonly text: string;
  readonly allowMissing: boolean;
  readonly templates: ReadonlyMap<string, Block>;
  readonly write: (text: string) => void;
  readonly depth: number;
  readonly variables: Variable[];
  /** The node that messages name; evaluation moves it on. */
  node: AnyNode | undefined;
}

/** Throws Go's message about the node that was looked at last. */
export function fail(state: State, message: string): never {
  const { node, text, name } = state;
  if (!node) throw new ExecutionError(`template: ${name}: ${message}`);
  const before = text.slice(0, node.at);
  const line = before.split("\n").length;
  const column = Buffer.byteLength(before.slice(before.lastIndexOf("\n") + 1));
  throw new ExecutionError(
    `template: output:${line}:${column}: executing ${goQuote(name)} at <${nodeText(node)}>: ${message}`,
  );
}

/** Gives a known variable a new value. */
export function assign(state: State, name: string, slot: Slot): void {
  const variable = state.variables.findLast((one) => one.name === name);
  if (!variable) fail(state, `undefined variable: ${name}`);
  variable.slot = slot;
}
