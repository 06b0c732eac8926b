import { formatG } from "../json/go-float.ts";
import { isIntegerText } from "./resolve.ts";
import type { Node } from "./scalar.ts";

/** The text of a map's key: numbers and booleans in Go's spelling, floats with the digits of a 32-bit float. */
export function writeKey(value: string | number | bigint | boolean, node: Node | undefined): string {
  if (typeof value !== "number") return String(value);
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  return node === undefined || isIntegerText(node.text) ? String(value) : formatG(value, true);
}
