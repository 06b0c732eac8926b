import { describe, expect, test } from "vitest";
import { splitCsv } from "../../src/cli/csv.ts";

describe("values of a list flag", () => {
  test.each([
    ["", []],
    ["a", ["a"]],
    ["a,b", ["a", "b"]],
    ["a, b", ["a", " b"]],
    [",", ["", ""]],
    ["a,", ["a", ""]],
    ['""', [""]],
    ['"a,b",c', ["a,b", "c"]],
    ['"a""b"', ['a"b']],
    ['"a\nb",c', ["a\nb", "c"]],
    ["a\nb", ["a"]],
    ["\n\na,b", ["a", "b"]],
    ["a\r\nb", ["a"]],
    ["a\rb", ["a\rb"]],
    ["a\r", ["a"]],
    ['"a"\r\n', ["a"]],
    ['"a\r\nb"', ["a\nb"]],
    ["'a,b'", ["'a", "b'"]],
  ])("%j", (text, fields) => expect(splitCsv(text)).toEqual(fields));
});

const BARE = 'bare " in non-quoted-field';
const QUOTED = 'extraneous or missing " in quoted-field';

describe("what Go's reader refuses", () => {
  test.each([
    ["\n", "EOF"],
    ["\r", "EOF"],
    ['a"', `parse error on line 1, column 2: ${BARE}`],
    [' "a"', `parse error on line 1, column 2: ${BARE}`],
    ['é"', `parse error on line 1, column 3: ${BARE}`],
    ['\na"', `parse error on line 2, column 2: ${BARE}`],
    ['"', `parse error on line 1, column 2: ${QUOTED}`],
    ['"a', `parse error on line 1, column 3: ${QUOTED}`],
    ['"a\n', `parse error on line 1, column 4: ${QUOTED}`],
    ['"é"x', `parse error on line 1, column 4: ${QUOTED}`],
    ['"a" ,b', `parse error on line 1, column 3: ${QUOTED}`],
    ['"x\n"y', `record on line 1; parse error on line 2, column 1: ${QUOTED}`],
    ['\na,"b\nc"d', `record on line 2; parse error on line 3, column 2: ${QUOTED}`],
  ])("%j", (text, message) => expect(() => splitCsv(text)).toThrow(new Error(message)));
});
