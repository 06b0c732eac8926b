import type { KubeObject } from "../core/object.ts";
import { part, parts, text } from "./fields.ts";

const COLUMNS = ["Resource", "Min", "Max", "Default Request", "Default Limit", "Max Limit/Request Ratio"];
const KEYS = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"];

/** The table of limit ranges: a row for each resource of each type. */
export function limitRows(ranges: readonly KubeObject[]): string[] {
  const head = ["Type", ...COLUMNS];
  const rows = ranges.flatMap((range) =>
    parts(part(range, "spec"), "limits").flatMap((limit) => {
      const resources = new Set(KEYS.flatMap((key) => Object.keys(part(limit, key))));
      return [...resources].map((name) => {
        return [text(limit.type), name, ...KEYS.map((key) => text(part(limit, key)[name]) || "-")];
      });
    }),
  );
  return [head, head.map((title) => "-".repeat(title.length)), ...rows].map((row) => row.join("\t"));
}
