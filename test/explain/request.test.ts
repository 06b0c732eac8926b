import { describe, expect, test } from "vitest";
import { readRequest, withoutGroup } from "../../src/explain/request.ts";

test.each([
  ["pods", "pods", []],
  ["pods.spec.containers", "pods", ["spec", "containers"]],
  ["pods..spec.", "pods", ["spec"]],
  [".", "", []],
])("%j", (words, word, rest) => expect(readRequest(words)).toEqual({ word, rest }));

test("a comma is refused in kubectl's words", () =>
  expect(() => readRequest("pods,deploy")).toThrow("unrecognized character in action: U+002C ','"));

describe("a group behind a plural name is no field", () => {
  const type = { plural: "things", group: "a.example.com" };
  test.each([
    ["things", ["a", "example", "com"], []],
    ["things", ["a", "example", "com", "spec"], ["spec"]],
    ["things", ["a", "spec"], ["a", "spec"]],
    ["thing", ["a", "example", "com"], ["a", "example", "com"]],
  ])("%s %j", (word, rest, fields) => expect(withoutGroup(word, rest, type)).toEqual(fields));

  test("the core group has no name", () =>
    expect(withoutGroup("pods", ["spec"], { plural: "pods", group: "" })).toEqual(["spec"]));
});
