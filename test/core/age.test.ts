import { expect, test } from "vitest";
import { formatAge } from "../../src/core/duration.ts";

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

// Each pair of neighbours is a boundary of Kubernetes' HumanDuration.
test.each([
  [-2 * S, "<invalid>"],
  [-1999, "0s"],
  [-1, "0s"],
  [0, "0s"],
  [999, "0s"],
  [S, "1s"],
  [119 * S + 999, "119s"],
  [2 * M, "2m"],
  [2 * M + S, "2m1s"],
  [5 * M + 30 * S, "5m30s"],
  [10 * M - S, "9m59s"],
  [10 * M, "10m"],
  [3 * H - S, "179m"],
  [3 * H, "3h"],
  [3 * H + M, "3h1m"],
  [8 * H - M, "7h59m"],
  [8 * H, "8h"],
  [2 * D - S, "47h"],
  [2 * D, "2d"],
  [2 * D + H, "2d1h"],
  [8 * D - H, "7d23h"],
  [8 * D, "8d"],
  [730 * D - S, "729d"],
  [730 * D, "2y"],
  [830 * D, "2y100d"],
  [8 * 365 * D - S, "7y364d"],
  [8 * 365 * D, "8y"],
  [100 * 365 * D, "100y"],
])("%d ms ago is %s", (milliseconds, text) => expect(formatAge(milliseconds)).toBe(text));
