import { describe, expect, test } from "vitest";
import { createWarnings, readWarningHeader } from "../../src/client/warnings.ts";
import { json, raw, says } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";
import { recordingWorld } from "../helpers/world.ts";

const BODY = '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"}}';
const HEAD = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n`;

const warned = (name: string, headers: readonly string[], stderr: string, more: Partial<Row> = {}): Row => ({
  name,
  script: { "GET /api/v1/namespaces/default/pods/a": json(JSON.parse(BODY), { warning: headers }) },
  args: ["get", "pod", "a"],
  stderr,
  code: 0,
  ...more,
});
const bytes = (name: string, text: string, stderr: string) =>
  warned(name, [], stderr, {
    script: {
      "GET /api/v1/namespaces/default/pods/a": raw(Buffer.from(`${HEAD}Warning: 299 - "${text}"\r\n\r\n${BODY}`)),
    },
  });

testRows([
  warned("a text", ['299 - "text"'], "Warning: text\n"),
  warned("an agent", ['299 agent/1 "text"'], "Warning: text\n"),
  warned("the same text once", ['299 - "a"', '299 - "a"', '299 - "b"'], "Warning: a\nWarning: b\n"),
  warned("two in one header", ['299 - "a", 299 - "b"'], "Warning: a\nWarning: b\n"),
  warned("quoted quotes", ['299 - "a\\"b\\\\c"'], 'Warning: a"b\\c\n'),
  warned("a comma in the text", ['299 - "a, b"'], "Warning: a, b\n"),
  warned("a date", ['299 - "d" "Wed, 21 Oct 2015 07:28:00 GMT"'], "Warning: d\n"),
  warned("other codes", ['199 - "misc"', '214 - "x"'], ""),
  warned("no quotes", ["299 - text"], ""),
  warned("a quoted agent", ['299 "a b" "c"'], ""),
  warned("an empty text", ['299 - ""'], ""),
  warned("what follows is wrong", ['299 - "a", 2x'], "Warning: a\n"),
  warned("a tab", ['299 - "a\tb"'], ""),
  bytes("UTF-8", "für alle ✓", "Warning: für alle ✓\n"),
  bytes("C1 controls", "a\u009b31mb", ""),
  { ...bytes("text that runs backwards", "a\u202eb", "Warning: a\\u202eb\n"), differs: "kubectl lets it run" },
  warned("with an error", [], "Warning: w\nError from server (NotFound): gone\n", {
    script: {
      "GET /api/v1/namespaces/default/pods/a": says(
        404,
        '{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","message":"gone"}',
        {
          "content-type": "application/json",
          warning: '299 - "w"',
        },
      ),
    },
    code: 1,
  }),
  warned("--warnings-as-errors, one", ['299 - "a"', '299 - "a"'], "Warning: a\nerror: 1 warning received\n", {
    args: ["get", "pod", "a", "--warnings-as-errors"],
    code: 1,
  }),
  warned(
    "--warnings-as-errors, two",
    ['299 - "a"', '299 - "b"'],
    "Warning: a\nWarning: b\nerror: 2 warnings received\n",
    {
      args: ["get", "pod", "a", "--warnings-as-errors"],
      code: 1,
    },
  ),
]);

describe("reading the header", () => {
  test.each([
    ['299 - "\u001b[31mred"', []],
    ['299 - "bell\u0007"', []],
    ['299 - "\u00ff"', []],
    ['  299 - "a" , 299 - "b"', ["a", "b"]],
  ])("%j", (header, texts) => expect(readWarningHeader(header)).toEqual(texts));

  test("takes linear time", () => {
    const started = performance.now();
    readWarningHeader(`299 - "${"\\".repeat(200_000)}`);
    readWarningHeader(`${"299 - ".repeat(50_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test("the word is yellow on a terminal, the text is not trusted", () => {
  const recorded = recordingWorld();
  createWarnings(recorded.world, true).show("\u001b]0;title\u0007 done");
  expect(recorded.stderr()).toBe("\u001b[33;1mWarning:\u001b[0m ^[]0;title\\x07 done\n");
});
