import { describe, expect, test } from "vitest";
import { olderText } from "../../src/explain/older.ts";
import { fieldNames, plainText } from "../../src/explain/plain.ts";

const schemas = {
  Tree: {
    description: "A tree.",
    required: ["leaf"],
    properties: {
      leaf: { type: "string", enum: ["a", "", "c", "d", "e"] },
      branches: { type: "array", description: "More.", items: { $ref: "#/x/Tree" } },
      made: { allOf: [{ $ref: "#/x/Time" }], description: "When." },
    },
  },
  Time: { type: "string", description: "A moment." },
};
const how = { schemas, isRecursive: true };

describe("a schema that holds itself", () => {
  test("is opened once", () =>
    expect(plainText({ $ref: "#/x/Tree" }, [], how)).toBe(
      'DESCRIPTION:\n    A tree.\n    \nFIELDS:\n  branches\t<[]Tree>\n  leaf\t<string> -required-\n  enum: a, "", c, d, ....\n  made\t<string>\n\n',
    ));

  test("a path may go through it again and again", () => {
    const path = ["branches", "branches", "leaf"];
    expect(plainText(schemas.Tree, path, how)).toContain('FIELD: leaf <string>\nENUM:\n    a\n    ""\n');
  });

  test("in the older format, too", () => {
    const types = { Tree: { type: "object", ...schemas.Tree }, Time: schemas.Time };
    const text = olderText({ $ref: "#/x/Tree" }, [], { schemas: types, isRecursive: true });
    expect(text).toContain("   branches\t<[]Object>\n      branches\t<[]Object>\n      leaf\t<string>\n");
  });
});

test("the field that is not there is the last one", () =>
  expect(() => plainText(schemas.Tree, ["no", "where"], how)).toThrow('field "where" does not exist'));

test("what was said of the field and of its type", () =>
  expect(plainText(schemas.Tree, ["made"], how)).toContain("    When.\n    A moment.\n    \n"));

describe("the names of fields", () => {
  test.each([
    [[], ["branches", "leaf", "made"]],
    [["branches"], ["branches", "leaf", "made"]],
    [["leaf"], []],
    [["no", "where"], []],
  ])("behind %j", (path, names) => expect(fieldNames({ $ref: "#/x/Tree" }, path, how)).toEqual(names));
});
