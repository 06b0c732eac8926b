import { describe, expect, test } from "vitest";
import { nextTime, readSchedule } from "../../src/sandbox/cron.ts";

describe("when a schedule is due next", () => {
  test.each<[string, string, string, string?]>([
    ["* * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z"],
    ["* * * * *", "2026-01-01T00:00:59Z", "2026-01-01T00:01:00Z"],
    ["*/15 * * * *", "2026-01-01T00:46:00Z", "2026-01-01T01:00:00Z"],
    ["5/20 * * * *", "2026-01-01T00:06:00Z", "2026-01-01T00:25:00Z"],
    ["0 9-17 * * 1-5", "2026-01-02T17:00:00Z", "2026-01-05T09:00:00Z"],
    ["0 9 * * MON,wed", "2026-01-05T09:00:00Z", "2026-01-07T09:00:00Z"],
    ["30 4 1,15 * 5", "2026-01-01T05:00:00Z", "2026-01-02T04:30:00Z"],
    ["0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z"],
    ["0 0 ? jan-mar ?", "2026-03-31T00:00:00Z", "2027-01-01T00:00:00Z"],
    ["@hourly", "2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z"],
    ["@weekly", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z"],
    ["@every 1h30m", "2026-01-01T00:00:00Z", "2026-01-01T01:30:00Z"],
    ["0 8 * * *", "2026-07-01T00:00:00Z", "2026-07-01T06:00:00Z", "Europe/Berlin"],
    ["0 8 * * *", "2026-01-01T07:00:00Z", "2026-01-02T07:00:00Z", "Europe/Berlin"],
  ])("%s after %s", (schedule, after, due, zone) => {
    const next = nextTime(readSchedule(schedule), Date.parse(after), zone);
    expect(new Date(next as number).toISOString().replace(".000", "")).toBe(due);
  });

  test("never", () => {
    expect(nextTime(readSchedule("0 0 31 2 *"), 0)).toBeUndefined();
  });
});

test.each([
  ["", "empty spec string"],
  ["* * * *", "expected exactly 5 fields, found 4: [* * * *]"],
  ["60 * * * *", "end of range (60) above maximum (59): 60"],
  ["* * 0 * *", "beginning of range (0) below minimum (1): 0"],
  ["* 9-7 * * *", "beginning of range (9) beyond end of range (7): 9-7"],
  ["*/0 * * * *", "step of range should be a positive number: */0"],
  ["1-2-3 * * * *", "too many hyphens: 1-2-3"],
  ["1/2/3 * * * *", "too many slashes: 1/2/3"],
  ["x * * * *", 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
  ["@often", "unrecognized descriptor: @often"],
  ["@every soon", 'failed to parse duration @every soon: time: invalid duration "soon"'],
])("%j is no schedule", (text, message) => {
  expect(() => readSchedule(text)).toThrow(message);
});
