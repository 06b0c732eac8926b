import { expect, test } from "vitest";
import { indentJson } from "../../../src/core/json/indent.ts";

test.each([
  ["{}", "{}"],
  ["[ ]\n", "[]"],
  ['"a{,}"', '"a{,}"'],
  [
    '{"b":1,"a":[1,{"x":null}],"c":{}}',
    '{\n  "b": 1,\n  "a": [\n    1,\n    {\n      "x": null\n    }\n  ],\n  "c": {}\n}',
  ],
  ['{"10":"<\\"","2":[[]]}', '{\n  "10": "<\\"",\n  "2": [\n    []\n  ]\n}'],
])("%s", (text, expected) => {
  expect(indentJson(text)).toBe(expected);
});
