import { expect, test } from "vitest";
import { distance, suggest } from "../../src/cli/suggest.ts";

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["get", "get", 0],
  ["get", "set", 1],
  ["gte", "get", 2],
  ["kitten", "sitting", 3],
  ["create", "crate", 1],
])("%j to %j takes %i edits", (a, b, edits) => {
  expect(distance(a, b)).toBe(edits);
  expect(distance(b, a)).toBe(edits);
});

const NAMES = ["set", "get", "top", "create", "config", "cordon", "Cp"];

test.each([
  ["got", ["set", "get", "top"]],
  ["creat", ["create"]],
  ["CREAT", ["create"]],
  ["co", ["top", "config", "cordon", "Cp"]],
  ["nosuch", []],
])("%s", (word, names) => expect(suggest(word, NAMES)).toEqual(names));
