import { expect, test } from "vitest";
import { bareValue, flagTable } from "../../src/cli/flag-table.ts";
import { bool, optional, string } from "../../src/core/flags.ts";

const own = { output: string("own", { shorthand: "o" }), server: bool("own") };
const globals = { server: string("global", { shorthand: "s" }), other: string("global", { shorthand: "o" }) };
const table = flagTable(own, globals);

test("a command's own flag hides a global one of its name or shorthand", () => {
  expect(table.all.map(({ name, flag }) => `${name} ${flag.usage}`)).toEqual([
    "output own",
    "server own",
    "other global",
  ]);
  expect(table.short("o")?.name).toBe("output");
  expect(table.short("s")).toBeUndefined();
});

test("underscores are dashes in long names, case matters", () => {
  const { long } = flagTable({ fromLiteral: string("") }, {});
  expect(long("from_literal")?.key).toBe("fromLiteral");
  expect(long("from-literal")?.key).toBe("fromLiteral");
  expect(long("fromLiteral")).toBeUndefined();
});

test("help is always known and never listed", () => {
  expect(table.long("help")?.key).toBe("help");
  expect(table.short("h")?.key).toBe("help");
  expect(table.all.some(({ key }) => key === "help")).toBe(false);
});

test("a flag's own -h wins over help", () => {
  expect(flagTable({ host: string("", { shorthand: "h" }) }, {}).short("h")?.key).toBe("host");
});

test.each([
  [bool(""), "true"],
  [string(""), undefined],
  [optional("", { bare: "client" }), "client"],
  [string("", { bare: "x" }), "x"],
])("bare %o is %s", (flag, value) => expect(bareValue(flag)).toBe(value));
