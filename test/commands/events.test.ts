import { expect, test } from "vitest";
import { rowWriter } from "../../src/commands/events/lines.ts";
import { eventRows, inTime } from "../../src/commands/events/row.ts";
import type { JsonObject } from "../../src/core/object.ts";
import type { Output } from "../../src/core/world.ts";

const NOW = Date.parse("2026-01-01T01:00:00Z");
const event = (fields: JsonObject): JsonObject => ({
  type: "Normal",
  reason: "Pulled",
  involvedObject: { kind: "Pod", name: "web" },
  message: "m",
  ...fields,
});

test.each<[string, JsonObject]>([
  ["60m", { firstTimestamp: "2026-01-01T00:00:00Z", lastTimestamp: "2026-01-01T00:30:00Z", count: 1 }],
  ["30m (x2 over 60m)", { firstTimestamp: "2026-01-01T00:00:00Z", lastTimestamp: "2026-01-01T00:30:00Z", count: 2 }],
  ["60m", { eventTime: "2026-01-01T00:00:00.000000Z", firstTimestamp: null }],
  [
    "10s (x7 over 60m)",
    { eventTime: "2026-01-01T00:00:00Z", series: { count: 7, lastObservedTime: "2026-01-01T00:59:50Z" } },
  ],
  ["<unknown>", {}],
  ["<invalid>", { firstTimestamp: "2027-01-01T00:00:00Z" }],
])("last seen %s", (words, fields) => {
  expect(eventRows(event(fields), NOW, false)[0]?.[0]).toBe(words);
});

test("hostile messages are harmless, lines stay lines", () => {
  expect(eventRows(event({ message: " a\u001b[31m\nb\n" }), NOW, false).slice(-2)).toEqual([
    ["<unknown>", "Normal", "Pulled", "Pod/web", "a^[[31m"],
    ["b"],
  ]);
});

test("the oldest come first, and those without a time before them", () => {
  const at = (name: string, lastTimestamp: string | null) => event({ message: name, lastTimestamp });
  const sorted = inTime([at("b", "2026-01-02T00:00:00Z"), at("a", "2026-01-01T00:00:00Z"), at("none", null)]);
  expect(sorted.map(({ message }) => message)).toEqual(["none", "a", "b"]);
});

test("a line without columns ends a run of aligned rows", () => {
  const written: string[] = [];
  const out = { write: (part: string) => void written.push(part) } as unknown as Output;
  rowWriter(out)([["A", "B"], ["1", "x"], ["rest"], ["12345678", "y"]]);
  expect(written.join("")).toBe("A     B\n1     x\nrest\n12345678   y\n");
});
