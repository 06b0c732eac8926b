import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prefixLines, wholeLines } from "../../src/logs/lines.ts";
import { logQuery, readTime } from "../../src/logs/options.ts";
import { colorsOnly } from "../../src/logs/terminal.ts";

/** The chunks of some bytes, cut anywhere. */
const cut = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "\n", "ü") }).map((text) => Buffer.from(text)));

test("whole lines, and what is left, are all the bytes in their order", () => {
  fc.assert(
    fc.property(cut, (chunks) => {
      const { take, rest } = wholeLines();
      const taken = chunks.map(take);
      for (const one of taken) expect(one.length === 0 || one.at(-1) === 10).toBe(true);
      expect(rest().includes(10)).toBe(false);
      expect(Buffer.concat([...taken, rest()])).toEqual(Buffer.concat(chunks));
    }),
  );
});

test("every line gets its prefix, however the bytes are cut", () => {
  fc.assert(
    fc.property(cut, (chunks) => {
      const prefixed = prefixLines("> ");
      const shown = Buffer.concat(chunks.map(prefixed)).toString();
      const text = Buffer.concat(chunks).toString();
      expect(shown).toBe(text.replace(/[^\n]*\n|[^\n]+$/g, (line) => `> ${line}`));
    }),
  );
});

describe("on a terminal", () => {
  test.each([
    ["plain\n", "plain\n"],
    ["\u001b[31mred\u001b[0m\n", "\u001b[31mred\u001b[0m\n"],
    ["\u001b[2J\u001b[1;1Hgone\n", "^[[2J^[[1;1Hgone\n"],
    ["\u001b]0;title\u0007\n", "^[]0;title\\x07\n"],
    ["windows\r\n", "windows\n"],
    ["over\rwritten\n", "over\\rwritten\n"],
    ["a\u202eb\n", "a\\u202eb\n"],
  ])("%j becomes %j", (text, shown) => expect(colorsOnly(text)).toBe(shown));
});

describe("the query", () => {
  const none = {
    follow: false,
    previous: false,
    timestamps: false,
    since: 0,
    sinceTime: "",
    tail: -1,
    limitBytes: 0,
    insecureSkipTlsVerifyBackend: false,
  };
  const asked = (options: Partial<typeof none>) =>
    Object.fromEntries(
      Object.entries(logQuery({ ...none, ...options }, "c")).filter(([, value]) => value !== undefined),
    );

  test.each<[Partial<typeof none>, object]>([
    [{}, {}],
    [
      { tail: 0, limitBytes: 7 },
      { tailLines: "0", limitBytes: "7" },
    ],
    [{ since: 1400 }, { sinceSeconds: "1" }],
    [{ since: 1500 }, { sinceSeconds: "2" }],
    [{ sinceTime: "2026-11-21T10:00:19.5+01:00" }, { sinceTime: "2026-11-21T09:00:19Z" }],
    [
      { follow: true, previous: true, timestamps: true },
      { follow: "true", previous: "true", timestamps: "true" },
    ],
  ])("of %j", (options, query) => expect(asked(options)).toEqual({ container: "c", ...query }));

  test.each(["x", "2026-11-21", "2026-11-21T10:00:19", "2026-13-21T10:00:19Z"])("no time: %s", (text) => {
    expect(() => readTime(text)).toThrow(`parsing time "${text}" as`);
  });
});
