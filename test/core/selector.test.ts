import { describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { matchesSelector, readSelector } from "../../src/core/selector.ts";

describe("which labels a selector wants", () => {
  const labels = { app: "web", tier: "", n: "5", "x.y/z": "v", in: "in" };
  test.each([
    ["", true],
    [" ", true],
    ["app", true],
    ["other", false],
    ["toString", false],
    ["!other", true],
    ["! app", false],
    ["app=web", true],
    ["app==web", true],
    ["app = web , n = 5", true],
    ["app=", false],
    ["tier=", true],
    ["tier", true],
    ["app!=web", false],
    ["app!=", true],
    ["other!=x", true],
    ["app in (db,web)", true],
    ["app in(web)", true],
    ["app in (db)", false],
    ["app notin (db)", true],
    ["app notin (db,web)", false],
    ["other notin (db)", true],
    ["other in ()", false],
    ["tier in (,db)", true],
    ["tier in ()", true],
    ["n>4", true],
    ["n > 5", false],
    ["n<6,n>4", true],
    ["app>1", false],
    ["other<1", false],
    ["x.y/z=v", true],
    ["in in (in)", true],
    ["in", true],
    ["app=web,other", false],
  ])("%s", (text, matches) => expect(matchesSelector(labels, readSelector(text))).toBe(matches));
});

test("conditions are sorted by key, values by themselves, each once", () => {
  expect(readSelector("b notin (z,a,z),a,!c")).toEqual([
    { key: "a", operator: "exists", values: [] },
    { key: "b", operator: "notin", values: ["a", "z"], sign: "notin" },
    { key: "c", operator: "missing", values: [] },
  ]);
});

const NAME =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const INTEGER = "for 'Gt', 'Lt' operators, the value must be an integer";

describe("the grammar's errors, in kubectl's words", () => {
  test.each([
    ["a,", "found '', expected: identifier after ','"],
    ["a,,b", "found ',', expected: identifier after ','"],
    [",a", "found ',', expected: !, identifier, or 'end of string'"],
    ["(a)", "found '(', expected: !, identifier, or 'end of string'"],
    ["=b", "found '=', expected: !, identifier, or 'end of string'"],
    ["a=b c", "found 'c', expected: ',' or 'end of string'"],
    ["!a=b", "found '=', expected: ',' or 'end of string'"],
  ])("%s", (text, message) => expect(() => readSelector(text)).toThrow(new CliError(message)));
});

describe("a condition's errors, in kubectl's words", () => {
  test.each([
    ["!", "found '', expected: identifier"],
    ["!!a", "found '!', expected: identifier"],
    ["a b", "found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["a)", "found ')', expected: in, notin, =, ==, !=, gt, lt"],
    ["a===b", "found '=', expected: identifier"],
    ["a=!b", "found '!', expected: identifier"],
    ["a>=5", "found '=', expected: identifier"],
    ["a in", "found '' expected: '('"],
    ["a in x", "found 'x' expected: '('"],
    ["a in (", "found '', expected: ',', ')' or identifier"],
    ["a in (b", "found '', expected: ',' or ')'"],
    ["a in (b c)", "found 'c', expected: ',' or ')'"],
    ["a in (b,", "found '', expected: ',', or identifier"],
    ["-a", `<nil>: Invalid value: "-a": name part ${NAME}`],
    ["/a", '<nil>: Invalid value: "/a": prefix part must be non-empty'],
    ["a>x", `values[0]: Invalid value: "x": ${INTEGER}`],
    ["a>9223372036854775808", `values[0]: Invalid value: "9223372036854775808": ${INTEGER}`],
  ])("%s", (text, message) => {
    expect(() => readSelector(text)).toThrow(new CliError(`unable to parse requirement: ${message}`));
  });

  test("every bad value is named", () => {
    const parts = /values\[0\]\[a\]: Invalid value: "-x": a valid label .*, values\[1\]\[a\]: Invalid value: "-y": /;
    expect(() => readSelector("a in (-y,-x)")).toThrow(parts);
    expect(() => readSelector("a>-x")).toThrow(/requirement: \[values\[0\]: .* integer, values\[0\]\[a\]: .*\]$/);
  });
});
