import { describe, expect, test } from "vitest";
import { relaxedPath } from "../../src/template/field-path.ts";
import { compileGoTemplate } from "../../src/template/go/template.ts";
import { compileJsonPath } from "../../src/template/jsonpath.ts";

const object = { a: { b: "c" }, list: Array.from({ length: 1000 }, (_, i) => i) };

const goTemplate = (template: string): string => {
  let text = "";
  compileGoTemplate(template)(object, (piece) => {
    text += piece;
  });
  return text;
};

describe("only an object's own fields are seen", () => {
  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("%s", (name) => {
    expect(compileJsonPath(`{.a.${name}}{.list.${name}}{..${name}}`)(object)).toBe("");
    expect(goTemplate(`{{.a.${name}}} {{index .a "${name}"}}`)).toBe("<no value> <no value>");
  });
});

test.each([
  ["jsonpath text", () => compileJsonPath("x{.a.b}".repeat(20_000))(object)],
  ["jsonpath quotes", () => compileJsonPath(`{"${"\\n".repeat(200_000)}"}`)(object)],
  ["jsonpath descent", () => compileJsonPath("{..b}")(deep(5000))],
  ["go template actions", () => goTemplate("x{{.a.b}}".repeat(20_000))],
  ["go template blanks", () => goTemplate(`{{ ${" ".repeat(200_000)} .a.b -}}${"\n".repeat(200_000)}x`)],
  ["go template strings", () => goTemplate(`{{"${"\\\\".repeat(200_000)}"}}`)],
])("%s take linear time", (_, run) => {
  const start = performance.now();
  run();
  expect(performance.now() - start).toBeLessThan(2000);
});

function deep(levels: number) {
  let value: { [key: string]: unknown } = { b: "x" };
  for (let i = 0; i < levels; i++) value = { a: value };
  return value as never;
}

test("a template that calls itself ends in an error", () => {
  expect(() => goTemplate('{{define "x"}}{{template "x" .}}{{end}}{{template "x" .}}')).toThrow(
    "exceeded maximum template depth",
  );
});

test.each([
  ["metadata.name", "{.metadata.name}"],
  [".metadata.name", "{.metadata.name}"],
  ["{metadata.name}", "{.metadata.name}"],
  ["{.metadata.name}", "{.metadata.name}"],
])("relaxed path %s", (path, full) => expect(relaxedPath(path)).toBe(full));

test.each(["{", "{.a}{.b}", "a{b}", "}"])("no relaxed path: %s", (path) => {
  expect(() => relaxedPath(path)).toThrow("unexpected path string, expected a 'name1.name2'");
});
