import { describe, expect, test } from "vitest";
import { parseValue } from "../../src/cli/values.ts";
import * as kinds from "../../src/core/flags.ts";

const { bool, duration, int, int32, map, optional, string, stringArray, strings } = kinds;

describe("each kind reads its own spelling", () => {
  test.each([
    [bool(""), "t", true],
    [bool(""), "False", false],
    [string(""), " x ", " x "],
    [optional("", { bare: "x" }), "", ""],
    [int(""), "5", 5],
    [int(""), "+5", 5],
    [int(""), "-0", 0],
    [int(""), "0x10", 16],
    [int(""), "-0x10", -16],
    [int(""), "0b11", 3],
    [int(""), "0o17", 15],
    [int(""), "017", 15],
    [int(""), "0_7", 7],
    [int(""), "0x_1", 1],
    [int(""), "1_000", 1000],
    [int32(""), "2147483647", 2147483647],
    [int32(""), "-2147483648", -2147483648],
    [duration(""), "1h2m", 3_720_000],
    [duration(""), "-1.5s", -1500],
    [strings(""), 'a,"b,c"', ["a", "b,c"]],
    [strings(""), "", []],
    [stringArray(""), "a,b", ["a,b"]],
    [stringArray(""), "", [""]],
    [map(""), "a=b", [["a", "b"]]],
    [map(""), "a=b,c", [["a", "b,c"]]],
    [map(""), '"a=b"', [["a", "b"]]],
    [
      map(""),
      "a=b,c=d=e",
      [
        ["a", "b"],
        ["c", "d=e"],
      ],
    ],
    [
      map(""),
      'a=b,"c=d,e"',
      [
        ["a", "b"],
        ["c", "d,e"],
      ],
    ],
  ] as const)("%o %j", (flag, text, value) => expect(parseValue(flag, text)).toEqual(value));
});

const noNumber = (text: string) => `strconv.ParseInt: parsing "${text}": invalid syntax`;
const tooLarge = (text: string) => `strconv.ParseInt: parsing "${text}": value out of range`;

describe("what Go refuses, in its words", () => {
  test.each([
    [bool(""), "yes", 'strconv.ParseBool: parsing "yes": invalid syntax'],
    [bool(""), "tRUE", 'strconv.ParseBool: parsing "tRUE": invalid syntax'],
    [int(""), "", noNumber("")],
    [int(""), "1e3", noNumber("1e3")],
    [int(""), "1.5", noNumber("1.5")],
    [int(""), " 5", noNumber(" 5")],
    [int(""), "08", noNumber("08")],
    [int(""), "_1", noNumber("_1")],
    [int(""), "1__0", noNumber("1__0")],
    [int(""), "0x", noNumber("0x")],
    [int(""), "--5", noNumber("--5")],
    [int(""), "١", noNumber("١")],
    [int(""), "\u007f", noNumber("\\x7f")],
    [int(""), "9223372036854775808", tooLarge("9223372036854775808")],
    [int32(""), "2147483648", tooLarge("2147483648")],
    [int32(""), "-2147483649", tooLarge("-2147483649")],
    [duration(""), "5", 'time: missing unit in duration "5"'],
    [duration("", { plainError: true }), "5", "parse error"],
    [strings(""), 'a"b', 'parse error on line 1, column 2: bare " in non-quoted-field'],
    [map(""), "a", "a must be formatted as key=value"],
    [map(""), "a=b,c,d=e", "c must be formatted as key=value"],
  ])("%o %j", (flag, text, message) => expect(() => parseValue(flag, text)).toThrow(new Error(message)));
});

test("integers beyond a double's exactness are not refused", () => {
  expect(parseValue(int(""), "9223372036854775807")).toBe(Number(9223372036854775807n));
  expect(parseValue(int(""), "-9223372036854775808")).toBe(-(2 ** 63));
});
