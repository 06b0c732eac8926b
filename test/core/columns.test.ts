import { describe, expect, test } from "vitest";
import { alignColumns, ColumnWidths, runeCount } from "../../src/core/columns.ts";
import { alignTabs } from "../../src/core/columns-text.ts";

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 1],
  ["e\u0301", 2],
  ["日本", 2],
  ["😀x", 2],
])("%j has %i characters", (text, count) => expect(runeCount(text)).toBe(count));

describe("rows", () => {
  test.each<[string, string[][], string]>([
    ["nothing", [], ""],
    ["one cell", [["NAME"]], "NAME\n"],
    ["no cell", [[]], "\n"],
    ["at least six wide", [["A", "B"]], "A     B\n"],
    [
      "three blanks between",
      [
        ["NAME", "READY"],
        ["long-name", "1/1"],
      ],
      "NAME        READY\nlong-name   1/1\n",
    ],
    [
      "the last cell is never padded",
      [
        ["a", "b"],
        ["c", "longer"],
      ],
      "a     b\nc     longer\n",
    ],
    [
      "empty cells",
      [
        ["", "x", ""],
        ["a", "", "b"],
      ],
      "      x     \na           b\n",
    ],
    [
      "wide characters count once",
      [
        ["日本語語", "x"],
        ["abcd", "y"],
      ],
      "日本語語   x\nabcd   y\n",
    ],
    ["shorter rows", [["a", "b", "c"], ["longer"]], "a     b     c\nlonger\n"],
  ])("%s", (_, rows, text) => expect(alignColumns(rows)).toBe(text));
});

test("widths only grow, so that later rows line up with earlier ones", () => {
  const widths = new ColumnWidths();
  widths.measure([["long-name", "x"]]);
  widths.measure([["a", "y"]]);
  expect(widths.line(["a", "y"])).toBe("a           y\n");
  expect(widths.line(["much-longer-name", "y"])).toBe("much-longer-namey\n");
});

describe("text with tabs", () => {
  test.each([
    ["", ""],
    ["a\n", "a\n"],
    ["a\tb\n", "a     b\n"],
    ["NAME\tX\nlong-name\ty\n", "NAME        X\nlong-name   y\n"],
    ["a\t\n", "a     \n"],
    ["\tb\n", "      b\n"],
    ["long-name\tx\n\nb\ty\n", "long-name   x\n\nb           y\n"],
    ["a\tb\tc\nlong-name\td\n", "a           b     c\nlong-name   d\n"],
    ["日本語\tx\n", "日本語   x\n"],
    ["a\tlonger text\nb\tc\td\n", "a     longer text\nb     c     d\n"],
  ])("%j", (text, aligned) => expect(alignTabs(text, { widest: [] })).toBe(aligned));

  test("no column becomes narrower than it was", () => {
    const widest: number[] = [];
    expect(alignTabs("long-name\tx\n", { widest })).toBe("long-name   x\n");
    expect(alignTabs("a\tx\n", { widest })).toBe("a           x\n");
  });

  test("without a memory, a line without the cell starts the column anew", () => {
    expect(alignTabs("long-name\tx\n\nb\ty\n")).toBe("long-name   x\n\nb     y\n");
  });
});
