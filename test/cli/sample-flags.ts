import { flagTable } from "../../src/cli/flag-table.ts";
import { bool, duration, int, int32, map, optional, string, stringArray, strings } from "../../src/core/flags.ts";

/** One flag of every kind, and some shorthands that can be grouped. */
export const sampleFlags = {
  allNamespaces: bool("", { shorthand: "A" }),
  watch: bool("", { shorthand: "w" }),
  output: string("", { shorthand: "o" }),
  selector: string("", { shorthand: "l" }),
  filename: strings("", { shorthand: "f" }),
  fromLiteral: stringArray(""),
  replicas: int("", { shorthand: "r", default: -1 }),
  port: int32(""),
  timeout: duration("", { default: 5000 }),
  dryRun: optional("", { bare: "unchanged", default: "none" }),
  env: map("", { shorthand: "e" }),
  record: bool("", { deprecated: "--record will be removed in the future" }),
};

/** The sample flags as a table, without global flags. */
export const sample = flagTable(sampleFlags, {});
