import { expect, test } from "vitest";
import { readFormat } from "../../src/printers/printer.ts";
import { FORMATS, printFlags } from "./capture.ts";

const read = (output: string, template = "") => readFormat(printFlags(output, template), FORMATS);

test.each([
  ["JSON", "", { name: "json", argument: "" }],
  ["jsonpath={.a}={.b}", "", { name: "jsonpath", argument: "{.a}={.b}" }],
  ["jsonpath", "{.a}", { name: "jsonpath", argument: "{.a}" }],
  ["custom-columns", "A:.a", { name: "custom-columns", argument: "A:.a" }],
  ["custom-columns-file", "f", { name: "custom-columns-file", argument: "f" }],
  ["", "{{.}}", { name: "go-template", argument: "{{.}}" }],
  ["Wide", "{{.}}", { name: "wide", argument: "" }],
])("-o %j --template %j", (output, template, format) => {
  expect(read(output, template)).toEqual(format);
});

test.each([
  ["JSONPath={.a}", ""],
  ["Custom-Columns=A:.a", ""],
  ["jsonpath={.a}", "{.b}"],
  ["custom-columns=A:.a", "{.b}"],
  ["json=x", ""],
  ["nope", ""],
])("-o %j --template %j matches no printer", (output, template) => {
  expect(() => read(output, template)).toThrow(`unable to match a printer suitable for the output format "${output}"`);
});

test.each([
  ["jsonpath=", "template format specified but no template given"],
  ["go-template", "template format specified but no template given"],
  ["custom-columns=", "custom-columns format specified but no custom columns given"],
  ["custom-columns-file", "custom-columns format specified but no custom columns given"],
])("-o %j lacks its argument", (output, message) => {
  expect(() => read(output)).toThrow(message);
});
