import { describe, expect, test } from "vitest";
import { complaint, difference, isEqual, unifiedDiff } from "./compare.js";

const answer = { code: 0, stdout: "NAME   AGE\nalpha   1s\n", stderr: "" };
const other = { ...answer, stderr: "warning\n" };
const documented = new Set(["klog"]);

describe("complaint", () => {
  test.each([
    ["nothing about equal answers", undefined, answer, undefined],
    ["nothing about a documented difference", "klog", other, undefined],
    ["a difference", undefined, other, "--- kubectl stderr\n+++ kctl stderr\n@@ line 1 @@\n+warning\n"],
    ["a mark without a row", "nosuch", other, "docs/differences.md has no row `nosuch`\n"],
    ["a mark without a difference", "klog", answer, "marked as different (klog), but both say the same\n"],
  ])("%s", (_, mark, kctl, expected) => expect(complaint(mark, documented, answer, kctl)).toBe(expected));
});

test.each([
  ["the exit code", { code: 1 }],
  ["standard output", { stdout: "" }],
  ["standard error", { stderr: "x" }],
])("%s counts", (_, change) => expect(isEqual(answer, { ...answer, ...change })).toBe(false));

test("difference names the exit codes", () => {
  expect(difference(answer, { ...answer, code: 1 })).toBe("exit code 0 of kubectl, 1 of kctl\n");
});

describe("unifiedDiff", () => {
  const page = Array.from({ length: 20 }, (_, at) => `line ${at + 1}\n`).join("");
  test.each([
    [
      "shows three lines around",
      page,
      page.replace("line 10\n", "ten\n"),
      " line 9\n-line 10\n+ten\n line 11\n line 12\n line 13\n",
    ],
    [
      "starts each part with its place",
      page,
      page.replace("line 5\n", "").replace("line 18", "x"),
      "@@ line 15 @@\n line 15\n",
    ],
    ["finds lines that moved in", "a\nb\nc\n", "a\nx\nb\nc\n", " a\n+x\n b\n c\n"],
    ["shows blanks at the end", "a\n", "a  \n", "-a\n+a··\n"],
    ["shows control characters", "a\n", "a\u001b[0m\tb\n", "+a\\u001b[0m\\tb\n"],
    ["shows a missing end of line", "a\n", "a", "-a\n+a\\ no newline at the end\n"],
  ])("%s", (_, a, b, part) => expect(unifiedDiff("stdout", a, b)).toContain(part));

  test("gives up pairing of very long parts", () => {
    const [a, b] = ["a\n".repeat(3000), "b\n".repeat(3000)];
    expect(unifiedDiff("stdout", a, b)).toBe(
      `--- kubectl stdout\n+++ kctl stdout\n@@ line 1 @@\n${"-a\n".repeat(3000)}${"+b\n".repeat(3000)}`,
    );
  });
});
