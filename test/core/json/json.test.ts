import { describe, expect, test } from "vitest";
import { formatG } from "../../../src/core/json/go-float.ts";
import { goQuote } from "../../../src/core/json/go-quote.ts";
import { readJson } from "../../../src/core/json/read.ts";
import { endOfValue } from "../../../src/core/json/syntax.ts";
import { compareBytes, writeJson, writeNumber } from "../../../src/core/json/write.ts";

test.each([
  ["9007199254740993", 9007199254740993n],
  ["-9223372036854775808", -(2n ** 63n)],
  ["9223372036854775808", 2 ** 63],
  ["-0", 0],
  ["1e3", 1000],
  ['{"a":"\\u0001123456789012345678901"}', { a: "\u0001123456789012345678901" }],
  ['{"__proto__":9007199254740993}', JSON.parse('{"__proto__":0}')],
])("reads %s", (text, value) => {
  const read = readJson(text);
  if (typeof value === "object") expect(Object.keys(read as object)).toEqual(Object.keys(value));
  else expect(read).toBe(value);
});

test.each([
  ["{", "unexpected end of JSON input"],
  ['{"a":1} x', "invalid character 'x' after top-level value"],
  ["[1 2]", "invalid character '2' after array element"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ["{a}", "invalid character 'a' looking for beginning of object key string"],
  ["nul", "unexpected end of JSON input"],
  ["nulx", "invalid character 'x' in literal null (expecting 'l')"],
  ['"\n"', "invalid character '\\n' in string literal"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u12"', "invalid character '\"' in \\u hexadecimal character escape"],
  ["-x", "invalid character 'x' in numeric literal"],
  ["1.x", "invalid character 'x' after decimal point in numeric literal"],
  ["1ex", "invalid character 'x' in exponent of numeric literal"],
])("explains %s", (text, message) => expect(() => readJson(text)).toThrow(message));

test("finds the end of a value in a stream", () => {
  expect(endOfValue('{"a":[1,{"b":"}"}]} [2]')).toBe(19);
  expect(endOfValue('{"a":[1,{"b":"}"}]} [2]', 19)).toBe(23);
});

describe("writes as Go does", () => {
  test.each([
    ["<a>&\u2028\u2029", '"\\u003ca\\u003e\\u0026\\u2028\\u2029"'],
    ["\ud800", '"\ufffd"'],
    [{ b: 1, a: [], c: {} }, '{"a":[],"b":1,"c":{}}'],
    [{ "\uff5e": 1, "😀": 2 }, '{"\uff5e":1,"😀":2}'],
    [1e21, "1e+21"],
    [1e-7, "1e-7"],
    [-0, "-0"],
    [9007199254740993n, "9007199254740993"],
  ])("%s", (value, text) => expect(writeJson(value)).toBe(text));

  test("keys in the order of their UTF-8 bytes", () => {
    expect(["😀", "\uff5e", "z", "a1", "a"].sort(compareBytes)).toEqual(["a", "a1", "z", "\uff5e", "😀"]);
  });

  test("numbers", () => {
    expect([1e20, 123456789.125, -1.5].map(writeNumber)).toEqual(["100000000000000000000", "123456789.125", "-1.5"]);
    expect([1e20, 123456789.125, 1e-5, 0.0001, 100000].map((one) => formatG(one))).toEqual([
      "1e+20",
      "1.23456789125e+08",
      "1e-05",
      "0.0001",
      "100000",
    ]);
  });

  test("quotes", () => {
    expect(goQuote('a"\\\n\u00a0é\x7f😀')).toBe('"a\\"\\\\\\n\\u00a0é\\x7f😀"');
    expect(goQuote("é", { ascii: true })).toBe('"\\u00e9"');
  });
});
