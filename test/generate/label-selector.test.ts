import { expect, test } from "vitest";
import { labelSelector } from "../../src/generate/label-selector.ts";

test.each([
  ["a=b,c==d", { matchLabels: { a: "b", c: "d" } }],
  ["a=b,a=c", { matchLabels: { a: "c" } }],
  ["a in (y,x)", { matchExpressions: [{ key: "a", operator: "In", values: ["x", "y"] }] }],
  [
    "!a,b",
    {
      matchExpressions: [
        { key: "a", operator: "DoesNotExist" },
        { key: "b", operator: "Exists" },
      ],
    },
  ],
  [" ", {}],
])("%s", (text, selector) => {
  expect(labelSelector(text)).toEqual(selector);
});

test.each([
  ["a!=b", '"!=" is not a valid label selector operator'],
  ["a>1", `"gt" isn't supported in label selectors`],
])("%s has no place in one", (text, words) => {
  expect(() => labelSelector(text)).toThrow(words);
});
