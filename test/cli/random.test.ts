import fc from "fast-check";
import { expect, test } from "vitest";
import { readWords } from "../../src/cli/argv.ts";
import { flagTable } from "../../src/cli/flag-table.ts";
import { parse } from "../../src/cli/parse.ts";
import { route } from "../../src/cli/route.ts";
import { UsageError } from "../../src/core/errors.ts";
import { globalFlags } from "../../src/kubeconfig/flags.ts";
import { sample, sampleFlags } from "./sample-flags.ts";
import { tree } from "./tree.ts";

const pieces = [
  "-",
  "--",
  "=",
  "o",
  "A",
  "output",
  "replicas",
  "timeout",
  "dry-run",
  "get",
  "config",
  ",",
  '"',
  "1h",
  "5",
];
const word = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(...sample.all.map(({ name }) => `--${name}`)),
);
const line = fc.array(word, { maxLength: 8 });

test("any words parse or are refused with a usage error", async () => {
  await fc.assert(
    fc.asyncProperty(line, async (words) => {
      const found = await route(tree, "kubectl", words, globalFlags);
      const table = flagTable(found.command?.flags ?? sampleFlags, globalFlags);
      try {
        const { args, values } = await parse(found.rest, table, found.path);
        expect(args.length).toBeLessThanOrEqual(words.length);
        expect(Object.keys(values)).toEqual(expect.arrayContaining(table.all.map(({ key }) => key)));
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as UsageError).hint).toBe(`See '${found.path.join(" ")} --help' for usage.`);
      }
    }),
    { numRuns: 1500 },
  );
});

test("what was understood, written plainly, is understood the same", () => {
  fc.assert(
    fc.property(line, (words) => {
      const read = attempt(words);
      if (!read) return;
      const plain = [...read.given.map(({ name, text }) => `--${name}=${text}`), "--", ...read.args];
      const again = readWords(plain, sample);
      expect(again.given).toEqual(read.given);
      expect(again.args).toEqual(read.args);
      expect(again.dash).toBe(0);
    }),
    { numRuns: 3000 },
  );
});

test("after `--` nothing is a flag", () => {
  fc.assert(
    fc.property(line, (words) => {
      expect(readWords(["--", ...words], sample)).toEqual({ given: [], args: words, dash: 0 });
    }),
  );
});

function attempt(words: readonly string[]) {
  try {
    return readWords(words, sample);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return undefined;
  }
}
