import { describe, expect, test } from "vitest";
import { parseBool } from "../../src/core/bool.ts";
import { dryRunSuffix, readDryRun } from "../../src/core/dry-run.ts";
import { CliError } from "../../src/core/errors.ts";
import { isObject, kindOf, nameOf, namespaceOf, stringMapOf } from "../../src/core/object.ts";
import { paint, wantsColor } from "../../src/core/style.ts";
import { escapeControls } from "../../src/core/terminal.ts";
import { recordingWorld } from "../helpers/world.ts";

describe("truth in Go's spellings", () => {
  test.each(["1", "t", "T", "TRUE", "true", "True"])("%s", (text) => expect(parseBool(text)).toBe(true));
  test.each(["0", "f", "F", "FALSE", "false", "False"])("%s", (text) => expect(parseBool(text)).toBe(false));
  test.each(["", "yes", "tRUE", "2", " true"])("%j is none", (text) => {
    expect(() => parseBool(text)).toThrow(new Error(`strconv.ParseBool: parsing "${text}": invalid syntax`));
  });
});

describe("--dry-run", () => {
  const old = "--dry-run is deprecated and can be replaced with --dry-run=client.";
  const boolean = (text: string, by: string) =>
    `--dry-run=${text} is deprecated (boolean value) and can be replaced with --dry-run=${by}.`;
  test.each([
    ["none", "none", undefined],
    ["client", "client", undefined],
    ["server", "server", undefined],
    ["unchanged", "client", old],
    ["true", "client", boolean("true", "client")],
    ["1", "client", boolean("1", "client")],
    ["F", "none", boolean("F", "none")],
  ])("%s", (text, dryRun, notice) => {
    expect(readDryRun(text).dryRun).toBe(dryRun);
    expect(readDryRun(text).notice).toBe(notice);
  });
  test.each(["", "x", "Client", "tRUE"])("%j is none of them", (text) => {
    const message = `Invalid dry-run value (${text}). Must be "none", "server", or "client".`;
    expect(() => readDryRun(text)).toThrow(new CliError(message));
  });
  test("its words follow a progress line", () => {
    const all = (["none", "client", "server"] as const).map(dryRunSuffix);
    expect(all).toEqual(["", " (dry run)", " (server dry run)"]);
  });
});

describe("hostile text becomes visible", () => {
  test.each([
    ["plain\ttext\n", "plain\ttext\n"],
    ["a\rb", "a\\rb"],
    ["\u001b[31m", "^[[31m"],
    ["\u0000\u007f\u009b", "\\x00\\x7f\\x9b"],
    ["a\u202eb\u2066", "a\\u202eb\\u2066"],
    ["é日😀", "é日😀"],
  ])("%j", (text, shown) => expect(escapeControls(text)).toBe(shown));
});

describe("colour", () => {
  test.each([
    ["always", false, {}, true],
    ["never", true, {}, false],
    ["auto", true, {}, true],
    ["auto", false, {}, false],
    ["auto", true, { NO_COLOR: "1" }, false],
    ["auto", true, { NO_COLOR: "" }, true],
    ["auto", true, { TERM: "dumb" }, false],
  ])("%s on a terminal (%s) with %o: %s", async (wish, terminal, env, wanted) => {
    const { stdout } = recordingWorld({ terminal }).world.streams;
    expect(wantsColor(stdout, env, wish)).toBe(wanted);
    expect((await paint(stdout, env, wish)).red("x")).toBe(wanted ? "\u001b[31mx\u001b[39m" : "x");
  });
});

test("accessors survive objects of any shape", () => {
  const object = { kind: "Pod", metadata: { name: "a", namespace: 5, labels: { x: "y" }, annotations: [] } };
  expect([kindOf(object), nameOf(object), namespaceOf(object)]).toEqual(["Pod", "a", ""]);
  expect([stringMapOf(object, "labels"), stringMapOf(object, "annotations")]).toEqual([{ x: "y" }, {}]);
  expect([nameOf({}), nameOf({ metadata: null }), nameOf({ metadata: "x" })]).toEqual(["", "", ""]);
  expect([{}, [], null, "x", 1].map(isObject)).toEqual([true, false, false, false, false]);
});
