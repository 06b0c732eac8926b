import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import type { Json } from "../core/object.ts";
import type { GoType } from "./structs.ts";

/** Where a value stands: the innermost struct around it and the fields that lead there. */
export interface Place {
  readonly struct: string;
  readonly path: readonly string[];
}

/** What Go's decoder calls a value. */
export function valueWord(value: Json): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "bigint" ? "number" : typeof value;
}

/** Go's error for a value that its type cannot take; numbers are spelled out only where another number could stand. */
export function mismatch(value: Json, type: Pick<GoType, "name" | "form">, { struct, path }: Place): CliError {
  const word = valueWord(value);
  const spelled = word === "number" && /^int/.test(type.form) ? `number ${writeJson(value)}` : word;
  return new CliError(
    `json: cannot unmarshal ${spelled} into Go struct field ${struct}.${path.join(".")} of type ${type.name}`,
  );
}
