import { goQuote } from "../../core/json/go-quote.ts";
import type { Json } from "../../core/object.ts";
import { CALLED, callFunction, FunctionError, type Signature, signatureOf } from "./functions.ts";
import { type AnyNode, type Command, nodeText, type Operand, type Pipeline } from "./node.ts";
import { assign, fail, type Slot, type State } from "./state.ts";
import { isMap, isTrue, isTyped, typeName, type Value, valueText } from "./value.ts";

const direct = (value: Value): Slot => ({ value, isInterface: false });

/** The value of a pipeline; declares or sets its variables. */
export function evaluate(state: State, dot: Slot, pipe: Pipeline): Slot {
  state.node = pipe;
  let slot: Slot | undefined;
  for (const command of pipe.commands) {
    const { value } = evaluateCommand(state, dot, command, slot);
    // A null that came out of an interface is no value at all from here on.
    slot = direct(value === null ? undefined : value);
  }
  const result = slot as Slot;
  for (const name of pipe.variables) {
    if (pipe.isAssign) assign(state, name, result);
    else state.variables.push({ name, slot: result });
  }
  return result;
}

/** `piped` is what the command before it in the pipeline gave: the last argument of this one. */
function evaluateCommand(state: State, dot: Slot, command: Command, piped: Slot | undefined): Slot {
  const first = command.args[0] as Operand;
  const hasArguments = command.args.length > 1 || piped !== undefined;
  switch (first.kind) {
    case "field":
      state.node = first;
      return fields(state, { receiver: dot, names: first.names, hasArguments });
    case "chain":
      return chain(state, dot, first, hasArguments);
    case "function":
      return call(state, dot, { name: first, command, args: command.args.slice(1), piped });
    case "pipeline":
      notFunction(state, command, hasArguments);
      return evaluate(state, dot, first);
    case "variable":
      return variable(state, first, () => notFunction(state, command, hasArguments), hasArguments);
    default:
      state.node = first;
      notFunction(state, command, hasArguments);
      return constant(state, dot, first);
  }
}

function notFunction(state: State, command: Command, hasArguments: boolean): void {
  if (hasArguments) fail(state, `can't give argument to non-function ${nodeText(command.args[0] as Operand)}`);
}

function constant(state: State, dot: Slot, node: Operand): Slot {
  switch (node.kind) {
    case "dot":
      return dot;
    case "nil":
      return fail(state, "nil is not a command");
    case "string":
      return direct(node.value);
    case "literal":
      if (node.problem) fail(state, node.problem);
      return direct(node.value);
    default:
      return fail(state, `can't evaluate command ${goQuote(nodeText(node))}`);
  }
}

type Variable = Extract<Operand, { kind: "variable" }>;

function variable(state: State, node: Variable, check: () => void, hasArguments: boolean): Slot {
  state.node = node;
  const [name, ...names] = node.names;
  const found = state.variables.findLast((one) => one.name === name);
  if (!found) return fail(state, `undefined variable: ${name}`);
  if (names.length > 0) return fields(state, { receiver: found.slot, names, hasArguments });
  check();
  return found.slot;
}

function chain(state: State, dot: Slot, node: Extract<Operand, { kind: "chain" }>, hasArguments: boolean): Slot {
  state.node = node;
  const receiver = argument(state, dot, node.of, undefined);
  return fields(state, { receiver, names: node.names, hasArguments });
}

interface Access {
  readonly receiver: Slot;
  readonly names: readonly string[];
  readonly hasArguments: boolean;
}

function fields(state: State, { receiver, names, hasArguments }: Access): Slot {
  let slot = receiver;
  for (let at = 0; at < names.length; at++)
    slot = field(state, slot, names[at] as string, hasArguments && at === names.length - 1);
  return slot;
}

function field(state: State, { value, isInterface }: Slot, name: string, hasArguments: boolean): Slot {
  if (value === undefined) {
    if (!state.allowMissing) fail(state, `nil data; no entry for key ${goQuote(name)}`);
    return direct(undefined);
  }
  if (value === null) return fail(state, `nil pointer evaluating interface {}.${name}`);
  if (!isMap(value))
    return fail(state, `can't evaluate field ${name} in type ${isInterface ? "interface {}" : typeName(value)}`);
  if (hasArguments) fail(state, `${name} is not a method but has arguments`);
  if (Object.hasOwn(value, name)) return { value: value[name] as Json, isInterface: true };
  if (!state.allowMissing) fail(state, `map has no entry for key ${goQuote(name)}`);
  return direct(undefined);
}

interface Call {
  readonly name: Extract<Operand, { kind: "function" }>;
  /** The node that errors of the function itself name. */
  readonly command: AnyNode;
  readonly args: readonly Operand[];
  readonly piped: Slot | undefined;
}

function call(state: State, dot: Slot, given: Call): Slot {
  state.node = given.name;
  const { name } = given.name;
  const signature = signatureOf(name) as Signature;
  checkCount(state, name, signature, given);
  if (name === "and" || name === "or") return shortCircuit(state, dot, given, name === "or");
  const values = given.args.map(
    (node, at) => argument(state, dot, node, signature.parameters[at] ?? signature.rest).value,
  );
  if (given.piped)
    values.push(checkType(state, given.piped, signature.parameters[values.length] ?? signature.rest).value);
  try {
    return direct(callFunction(name, values));
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    state.node = given.command;
    const called = given.args[0] ? nodeText(given.args[0]) : valueText(given.piped?.value);
    return fail(state, `error calling ${name}: ${error.message.replace(CALLED, () => called)}`);
  }
}

function checkCount(state: State, name: string, { parameters, rest }: Signature, { args, piped }: Call): void {
  const count = args.length + (piped ? 1 : 0);
  const wanted = parameters.length;
  if (rest !== undefined) {
    if (count < wanted) fail(state, `wrong number of args for ${name}: want at least ${wanted} got ${args.length}`);
  } else if (count !== wanted) fail(state, `wrong number of args for ${name}: want ${wanted} got ${count}`);
}

/** `and` and `or` look at no argument behind the one that decides. */
function shortCircuit(state: State, dot: Slot, { args, piped }: Call, stopsAt: boolean): Slot {
  let slot = direct(undefined);
  for (const node of args) {
    slot = argument(state, dot, node, "any");
    if (isTrue(slot.value) === stopsAt) return slot;
  }
  return piped ?? slot;
}

type Parameter = Signature["parameters"][number] | undefined;

/** The value of an argument; `parameter` is what the function wants there. */
function argument(state: State, dot: Slot, node: Operand, parameter: Parameter): Slot {
  state.node = node;
  switch (node.kind) {
    case "dot":
      return checkType(state, dot, parameter);
    case "nil":
      if (parameter === "string") fail(state, "cannot assign nil to string");
      if (parameter === undefined) fail(state, "cannot assign nil to <nil>");
      return direct(undefined);
    case "field":
      return checkType(state, fields(state, { receiver: dot, names: node.names, hasArguments: false }), parameter);
    case "variable":
      return checkType(
        state,
        variable(state, node, () => {}, false),
        parameter,
      );
    case "pipeline":
      return checkType(state, evaluate(state, dot, node), parameter);
    case "function":
      return checkType(state, call(state, dot, { name: node, command: node, args: [], piped: undefined }), parameter);
    case "chain":
      return checkType(state, chain(state, dot, node, false), parameter);
    default:
      if (parameter === "string" && node.kind !== "string") fail(state, `expected string; found ${nodeText(node)}`);
      return constant(state, dot, node);
  }
}

function checkType(state: State, slot: Slot, parameter: Parameter): Slot {
  const { value } = slot;
  if (parameter !== "string" || (typeof value === "string" && !isTyped(value))) return slot;
  if (value === undefined) fail(state, "invalid value; expected string");
  const found = value === null ? "interface {}" : typeName(value);
  return fail(state, `wrong type for value; expected string; got ${found}`);
}
