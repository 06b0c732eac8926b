import { describe, expect, test } from "vitest";
import { formatDuration, parseDuration } from "../../src/core/duration.ts";

const HOUR = 3_600_000;

describe("durations in Go's spelling", () => {
  test.each([
    ["0", 0],
    ["-0", 0],
    ["+0", 0],
    ["0s", 0],
    ["5s", 5000],
    ["+3s", 3000],
    ["-1s", -1000],
    ["1h2m", HOUR + 120_000],
    ["2m1h", HOUR + 120_000],
    ["1s1s", 2000],
    ["1.5h", 1.5 * HOUR],
    [".5s", 500],
    ["5.s", 5000],
    ["1h2m3s4ms5us6ns", HOUR + 123_004.005006],
    ["1µs", 0.001],
    ["1μs", 0.001],
    ["1.9ns", 0.000001],
    ["0.0000000000000000001h", 0],
    ["9223372036854775807ns", 9223372036854.775],
    ["-9223372036854775808ns", -9223372036854.775],
  ])("%s", (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));
});

describe("what Go refuses, in its words", () => {
  test.each([
    ["", 'time: invalid duration ""'],
    ["-", 'time: invalid duration "-"'],
    ["--1s", 'time: invalid duration "--1s"'],
    ["s", 'time: invalid duration "s"'],
    [".s", 'time: invalid duration ".s"'],
    ["1h-2m", 'time: unknown unit "h-" in duration "1h-2m"'],
    [" 5s", 'time: invalid duration " 5s"'],
    ["٥s", 'time: invalid duration "\\xd9\\xa5s"'],
    ["5", 'time: missing unit in duration "5"'],
    ["1s2", 'time: missing unit in duration "1s2"'],
    ["1.5", 'time: missing unit in duration "1.5"'],
    ["1d", 'time: unknown unit "d" in duration "1d"'],
    ["1S", 'time: unknown unit "S" in duration "1S"'],
    ["1 s", 'time: unknown unit " s" in duration "1 s"'],
    ["1e3s", 'time: unknown unit "e" in duration "1e3s"'],
    ["1toString", 'time: unknown unit "toString" in duration "1toString"'],
    ['1"\\é\n', 'time: unknown unit "\\"\\\\\\xc3\\xa9\\x0a" in duration "1\\"\\\\\\xc3\\xa9\\x0a"'],
    ["9223372036854775808ns", 'time: invalid duration "9223372036854775808ns"'],
    ["2562047h47m16.854775808s", 'time: invalid duration "2562047h47m16.854775808s"'],
    ["-9223372036854775809ns", 'time: invalid duration "-9223372036854775809ns"'],
  ])("%j", (text, message) => expect(() => parseDuration(text)).toThrow(new Error(message)));
});

describe("durations written in Go's spelling", () => {
  test.each([
    [0, "0s"],
    [0.000001, "1ns"],
    [0.0015, "1.5µs"],
    [-0.5, "-500µs"],
    [100, "100ms"],
    [1.25, "1.25ms"],
    [1500, "1.5s"],
    [10_000, "10s"],
    [60_000, "1m0s"],
    [90_500, "1m30.5s"],
    [HOUR, "1h0m0s"],
    [-HOUR, "-1h0m0s"],
    [100 * HOUR, "100h0m0s"],
    [2 * HOUR + 0.000123, "2h0m0.000000123s"],
  ])("%d", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});
