import { describe, expect, test } from "vitest";
import { flagTable } from "../../src/cli/flag-table.ts";
import { parse } from "../../src/cli/parse.ts";
import { UsageError } from "../../src/core/errors.ts";
import { bool, string } from "../../src/core/flags.ts";
import { sample } from "./sample-flags.ts";

const read = (...words: string[]) => parse(words, sample, ["kubectl", "get"]);

test("defaults stand where nothing was given", async () => {
  const { values, changed } = await read("pods");
  expect(values).toMatchObject({ watch: false, output: "", replicas: -1, timeout: 5000, dryRun: "none", filename: [] });
  expect([...changed]).toEqual([]);
});

describe("flags given several times", () => {
  test.each([
    [["-ojson", "--output=yaml"], { output: "yaml" }],
    [["-A", "-A=false"], { allNamespaces: false }],
    [["-A=false", "-A"], { allNamespaces: true }],
    [["-f", "a,b", "-f=c"], { filename: ["a", "b", "c"] }],
    [["-f", "a", "-f", ""], { filename: ["a"] }],
    [["--from-literal=a,b", "--from-literal", "c"], { fromLiteral: ["a,b", "c"] }],
    [["--dry-run", "--dry-run=server"], { dryRun: "server" }],
    [["--dry-run=server", "--dry-run"], { dryRun: "unchanged" }],
    [["-r=1", "-r", "-2"], { replicas: -2 }],
  ])("%j", async (words, wanted) => expect((await read(...words)).values).toMatchObject(wanted));

  test("pairs are joined, the last of a key wins", async () => {
    const { values } = await read("-e", "a=1", "-e", "b=2", "-e=a=3");
    expect([...(values.env as Map<string, string>)]).toEqual([
      ["a", "3"],
      ["b", "2"],
    ]);
  });
});

test("what was given is told apart from defaults, by declared name", async () => {
  const { changed } = await read("--from-literal", "a", "-A=false", "--dry_run");
  expect([...changed].sort()).toEqual(["allNamespaces", "dryRun", "fromLiteral"]);
});

test("the declared key `noHeaders` is not a negation", async () => {
  const table = flagTable({ noHeaders: bool(""), headers: string("", { default: "x" }) }, {});
  const { values } = await parse(["--no-headers"], table, []);
  expect(values).toMatchObject({ noHeaders: true, headers: "x" });
});

describe("help", () => {
  test.each([
    [["-h"], true],
    [["--help"], true],
    [["--help=false"], false],
    [["--help", "--help=false"], false],
    [["-hA"], true],
    [["-Ah"], true],
    [["--", "-h"], false],
  ])("%j %s", async (words, help) => expect((await read(...words)).help).toBe(help));
});

test("stand-in values count only where the flag is missing", async () => {
  const output = sample.long("output");
  const watch = sample.long("watch");
  if (!output || !watch) throw new Error("the sample has them");
  const stand = [
    { ...output, text: "wide" },
    { ...watch, text: "true" },
  ];
  const { values, changed } = await parse(["-o", "name"], sample, [], stand);
  expect(values).toMatchObject({ output: "name", watch: true });
  expect([...changed].sort()).toEqual(["output", "watch"]);
});

test("deprecated flags are noticed each time", async () => {
  const notice = "Flag --record has been deprecated, --record will be removed in the future";
  expect((await read("--record", "--record=false")).notices).toEqual([notice, notice]);
  expect((await read("-A")).notices).toEqual([]);
});

test("errors point to the page of the command", async () => {
  const error = await read("--nosuch").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({ message: "unknown flag: --nosuch", hint: "See 'kubectl get --help' for usage." });
});

test("the line as --record writes it down has no credentials", async () => {
  const parsed = await parse(
    ["x", "-f", "a", "--token=secret"],
    flagTable({ filename: string("", { shorthand: "f" }), token: string("") }, {}),
    ["kctl", "apply"],
  );
  expect(parsed.line).toBe("x --filename=a --token=CLASSIFIED");
});
