import { expect, test } from "vitest";
import { compileGoRegExp } from "../../../src/core/go-regexp/compile.ts";

// What Go says of each was asked of Go 1.26.
const matching: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ["", ["", "x"], []],
  ["^$", [""], ["x", "\n"]],
  ["^localhost$", ["localhost"], ["localhost.evil", "xlocalhost", "localhost\n"]],
  ["^127\\.0\\.0\\.1$", ["127.0.0.1"], ["127x0.0.1"]],
  ["^\\[::1\\]$", ["[::1]"], ["::1"]],
  [
    "^/api/.*/pods/.*/exec",
    ["/api/v1/pods/x/exec", "/api/a/b/pods/c/d/executes"],
    ["/api/v1/pods/exec", "/api/v1\n/pods/x/exec"],
  ],
  ["a|b", ["a", "b"], ["c"]],
  ["^(a|b)+?c$", ["abc"], ["c"]],
  ["^a{2}$", ["aa"], ["a", "aaa"]],
  ["^a{2,}$", ["aaa"], ["a"]],
  ["^a{,2}$", ["a{,2}"], ["a"]],
  ["^x{$", ["x{"], ["x"]],
  ["(?i)^post$", ["POST", "post"], ["posts"]],
  ["^a(?i)b$", ["ab", "aB"], ["AB"]],
  ["^(?i:a)b$", ["Ab"], ["AB"]],
  ["(?s)^a.b$", ["a\nb"], []],
  ["^a.b$", ["axb"], ["a\nb"]],
  ["(?m)^b$", ["a\nb\nc"], ["ab"]],
  ["(?P<n>a)(?<m>b)", ["ab"], ["a"]],
  ["^\\Qa.b\\E$", ["a.b"], ["axb"]],
  ["^\\Qa.", ["a."], ["ax"]],
  ["^[[:alpha:]\\d-]+$", ["a-1"], ["_"]],
  ["^[^[:space:]]$", ["a"], [" "]],
  ["^[]a]$", ["]", "a"], ["b"]],
  ["^[a-]$", ["-"], ["b"]],
  ["^[\\d-z]$", ["-", "z", "5"], ["y"]],
  ["^[^\\D]$", ["5"], ["x"]],
  ["^[\\W]$", ["-", "é"], ["x", "_"]],
  ["^\\w$", ["x"], ["é"]],
  ["^\\s$", [" ", "\f"], ["\v", "\u00a0"]],
  ["\\x2f\\x{2F}\\057", ["///"], ["//"]],
  ["^\\pL$", ["é"], ["1"]],
  ["^\\p{Greek}$", ["α"], ["a"]],
  ["^\\P{Greek}$", ["a"], ["α"]],
  ["^\\p{^Greek}$", ["a"], ["α"]],
  ["^.$", ["😀"], []],
  ["\\Aa\\z", ["a"], ["ab"]],
  ["\\bb\\b", ["a b c"], ["abc"]],
  ["^*a", ["a"], []],
  ["\\-\\/\\_", ["-/_"], []],
];

test.each(matching)("%s", (pattern, yes, no) => {
  const compiled = compileGoRegExp(pattern);
  expect(yes.filter((text) => !compiled.test(text))).toEqual([]);
  expect(no.filter((text) => compiled.test(text))).toEqual([]);
});

test.each([
  ["(", "missing closing ): `(`"],
  ["(?:", "missing closing ): `(?:`"],
  ["a)", "unexpected ): `a)`"],
  ["[", "missing closing ]: `[`"],
  ["x[a", "missing closing ]: `[a`"],
  ["*", "missing argument to repetition operator: `*`"],
  ["(+)", "missing argument to repetition operator: `+`"],
  ["a|?", "missing argument to repetition operator: `?`"],
  ["a**", "invalid nested repetition operator: `**`"],
  ["a+?*", "invalid nested repetition operator: `+?*`"],
  ["x{2}{3}", "invalid nested repetition operator: `{2}{3}`"],
  ["a{1001}", "invalid repeat count: `{1001}`"],
  ["a{3,2}", "invalid repeat count: `{3,2}`"],
  ["\\", "trailing backslash at end of expression: ``"],
  ["\\8", "invalid escape sequence: `\\8`"],
  ["\\Z", "invalid escape sequence: `\\Z`"],
  ["[a-\\d]", "invalid escape sequence: `\\d`"],
  ["[z-a]", "invalid character class range: `z-a`"],
  ["[[:foo:]]", "invalid character class range: `[:foo:]`"],
  ["\\pX", "invalid character class range: `\\pX`"],
  ["(?=a)", "invalid or unsupported Perl syntax: `(?=`"],
  ["(?z)", "invalid or unsupported Perl syntax: `(?z`"],
  ["(?P<x", "invalid named capture: `(?P<x`"],
])("%s is none", (pattern, reason) => {
  expect(() => compileGoRegExp(pattern)).toThrow(`error parsing regexp: ${reason}`);
});
