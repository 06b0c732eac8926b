import { describe, expect, test } from "vitest";
import { filledLines, indented, wrapText } from "../../src/explain/wrap.ts";

describe("lines are broken between words", () => {
  test.each([
    ["", 5, ""],
    ["one two", 7, "one two"],
    ["one two", 6, "one\ntwo"],
    ["one  two", 8, "one  two"],
    ["one  two", 7, "one\ntwo"],
    ["a\n\nb", 5, "a\n\nb"],
    ["see https://example.com/long", 10, "see\nhttps://example.com/long"],
    ["https://example.com/long see", 10, "https://example.com/long\nsee"],
    ["   deep and far", 8, "   deep\nand far"],
    ["x\n", 5, "x\n"],
  ])("%j in %i", (text, limit, wrapped) => expect(wrapText(text, limit)).toBe(wrapped));
});

test("every line is moved to the right, empty ones too", () => expect(indented("a\n\nb", 2)).toBe("  a\n  \n  b"));

describe("the older format fills paragraphs", () => {
  test.each([
    ["one\ntwo", 20, ["one two"]],
    ["one\n\ntwo", 20, ["one", "two"]],
    ["one two three\n\nfour", 9, ["one two", "three", "", "four"]],
    ["see:\nbelow", 20, ["see:", "below"]],
    ["these\n- one\n- two", 20, ["these", "- one", "- two"]],
    ["so\n    code stays", 5, ["so", "    code stays"]],
    ["only\n", 20, ["only"]],
  ])("%j in %i", (text, limit, lines) => expect(filledLines(text, limit)).toEqual(lines));
});
