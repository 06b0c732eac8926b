import { expect, test } from "vitest";
import type { Json } from "../../src/core/object.ts";
import { goStringText, goText, goType } from "../../src/patch/go-text.ts";

// Pieces of kubectl's own messages.
test.each<[Json, string, string, string]>([
  ["a", "a", "a", "string"],
  [null, "<nil>", "%!s(<nil>)", "%!s(<nil>)"],
  [5, "5", "%!s(int64=5)", "int64"],
  [2n ** 60n, "1152921504606846976", "%!s(int64=1152921504606846976)", "int64"],
  [1.5, "1.5", "%!s(float64=1.5)", "float64"],
  [true, "true", "%!s(bool=true)", "bool"],
  [["x", 1, null], "[x 1 <nil>]", "[x %!s(int64=1) <nil>]", "[]interface {}"],
  [{ b: [], a: {} }, "map[a:map[] b:[]]", "map[a:map[] b:[]]", "map[string]interface {}"],
])("%#: as %%v, as %%s and its type", (value, plain, asText, type) => {
  expect([goText(value), goStringText(value), goType(value)]).toEqual([plain, asText, type]);
});
