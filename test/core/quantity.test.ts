import { describe, expect, test } from "vitest";
import { compareQuantities, isQuantity, readQuantity } from "../../src/core/quantity.ts";

describe("texts that are quantities", () => {
  test.each([
    "0",
    "+1",
    "-1.5",
    ".5",
    "5.",
    "1.G",
    "100m",
    "1n",
    "1u",
    "1k",
    "1E",
    "1Ei",
    "1e3",
    "1E3",
    "1e-3",
    "1e+2",
  ])("%s", (text) => expect(isQuantity(text)).toBe(true));
  // apimachinery takes a missing number for 0, unless its slower way through big numbers is needed.
  test.each(["m", "k", "-", "+Ki", ".", "E3"])("%s counts as zero", (text) => expect(readQuantity(text)).toBe(0n));
  test.each(["", " 1", "1 ", "1K", "1ki", "1e", "1.2.3", "1_000", "0x1", "1Gi2", "--1", "1mm", "web", "Pi", "e-12"])(
    "%j is none",
    (text) => expect(isQuantity(text)).toBe(false),
  );
});

describe("amounts, in billionths", () => {
  const ONE = 1_000_000_000n;
  test.each([
    ["1", ONE],
    ["1500m", (ONE * 3n) / 2n],
    ["-2.5u", -2500n],
    ["1e-9", 1n],
    ["12e6", ONE * 12_000_000n],
    ["0.5Ki", ONE * 512n],
    ["1.5Gi", ONE * 1_610_612_736n],
    ["1E", ONE * 10n ** 18n],
    ["0.1n", 1n],
    ["-0.1n", -1n],
    ["1.0000000001", ONE + 1n],
    ["16Ei", (2n ** 63n - 1n) * ONE],
    ["-16Ei", -(2n ** 63n - 1n) * ONE],
    ["16E", ONE * 16n * 10n ** 18n],
  ])("%s", (text, amount) => expect(readQuantity(text)).toBe(amount));
});

describe("order", () => {
  test.each([
    ["1", "1000m", 0],
    ["1Ki", "1024", 0],
    ["1k", "1Ki", -1],
    ["9", "10", -1],
    ["0", "-0", 0],
    ["0.1n", "0.2n", 0],
    ["0.1n", "0", 1],
    ["-1", "1n", -1],
    ["8Ei", "16Ei", 0],
    ["16E", "16Ei", 1],
    ["1e30", "2e30", -1],
    ["m", "0", 0],
  ])("%s and %s", (a, b, order) => {
    expect(compareQuantities(a, b)).toBe(order);
    expect(compareQuantities(b, a)).toBe(order === 0 ? 0 : -order);
  });
});
