import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/object.ts";
import { printed } from "./capture.ts";

const WEB: JsonObject = {
  kind: "Pod",
  metadata: { name: "web", labels: { app: "x", b: "y" } },
  spec: {
    containers: [
      { name: "c1", image: "i1", ports: [{ port: 80 }, { port: 443 }] },
      { name: "c2", image: "i2" },
    ],
    replicas: 3,
    big: 9007199254740993n,
    half: 1234567.5,
    nothing: null,
    empty: {},
    mixed: ["a", 1, null, { k: [1, 2] }],
  },
  text: { tab: "c1\tc2", lines: "l1\nl2", red: "\u001b[31mred", back: "a\rb", wide: "wwwwwwwwwwwwwww\tq\nplain\nx\ty" },
};
const LONG: JsonObject = { kind: "Pod", metadata: { name: "a-longer-name" }, spec: { containers: [{ name: "d" }] } };
const LIST: JsonObject = { kind: "List", items: [WEB, LONG] };

const columns = (spec: string, noHeaders = false) => printed(`custom-columns=${spec}`, [LIST], { noHeaders });

test.each([
  ["N:.metadata.name,K:.kind", "N               K\nweb             Pod\na-longer-name   Pod\n"],
  [
    "A:metadata.name,B:{.kind},C:{kind}",
    "A               B     C\nweb             Pod   Pod\na-longer-name   Pod   Pod\n",
  ],
  ["L:.metadata.labels", "L\nmap[app:x b:y]\n<none>\n"],
  ["P:.spec.containers[*].ports[*].port", "P\n80,443\n<none>\n"],
  ["B:.spec.big,H:.spec.half", "B                  H\n9007199254740993   1.2345675e+06\n<none>             <none>\n"],
  ["N:.spec.nothing,E:.spec.empty", "N        E\n<nil>    map[]\n<none>   <none>\n"],
  ["M:.spec.mixed", "M\n[a 1 <nil> map[k:[1 2]]]\n<none>\n"],
  ["T:.text.tab,K:.kind", "T        K\nc1       c2    Pod\n<none>   Pod\n"],
  ["K:.kind,L:.text.lines,N:.kind", "K     L     N\nPod   l1\nl2    Pod\nPod   <none>   Pod\n"],
  ["R:.text.red,B:.text.back,K:.kind", "R           B        K\n^[[31mred   a\\rb     Pod\n<none>      <none>   Pod\n"],
  ["A:,B:.kind", "A        B\n<none>   Pod\n<none>   Pod\n"],
  ["A:__proto__,B:constructor", "A        B\n<none>   <none>\n<none>   <none>\n"],
])("%s", async (spec, stdout) => {
  expect(await columns(spec)).toEqual({ stdout, error: undefined });
});

test("a column stays as wide as it was, also behind lines that have none", async () => {
  const { stdout } = await columns("W:.text.wide,N:.metadata.name");
  const gap = " ".repeat(17);
  expect(stdout).toBe(`W${gap}N\nwwwwwwwwwwwwwww   q\nplain\nx${gap}y     web\n<none>${" ".repeat(12)}a-longer-name\n`);
});

test("headings come once, and widths are kept from print to print", async () => {
  const { stdout } = await printed("custom-columns=N:.metadata.name,K:.kind", [LONG, WEB, LIST]);
  const rows = [
    "N               K",
    "a-longer-name   Pod",
    "web             Pod",
    "web             Pod",
    "a-longer-name   Pod",
  ];
  expect(stdout).toBe(`${rows.join("\n")}\n`);
});

test("--no-headers", async () => {
  expect(await columns("K:.kind", true)).toEqual({ stdout: "Pod\nPod\n", error: undefined });
});

test.each([
  ["A", "unexpected custom-columns spec: A, expected <header>:<json-path-expr>"],
  ["A:.a,", "unexpected custom-columns spec: , expected <header>:<json-path-expr>"],
  ["A:{x", "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"],
])("%s is refused before anything is printed", async (spec, error) => {
  expect(await columns(spec)).toEqual({ stdout: "", error });
});

test("a path that fails leaves the headings and the rows before it", async () => {
  const { stdout, error } = await columns("K:.kind,I:.spec.replicas[0]");
  expect(stdout).toBe("K     I\n");
  expect(error).toBe("int64 is not array or slice");
});

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "columns-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const FORM = "Expected format is one line of space separated headers, one line of space separated column specs.";

test.each([
  ["NAME  KIND\nmetadata.name  .kind\n", "NAME            KIND\nweb             Pod\na-longer-name   Pod\n", undefined],
  ["A\n.kind", "A\nPod\nPod\n", undefined],
  ["", "", `invalid template, missing header line. ${FORM}`],
  ["A\n", "", `invalid template, missing spec line. ${FORM}`],
  ["A\n\n", "", "number of headers (1) and field specifications (0) don't match"],
  ["A B\n.kind\n", "", "number of headers (2) and field specifications (1) don't match"],
])("a file of columns: %j", async (text, stdout, error) => {
  writeFileSync(join(folder, "columns"), text);
  const given = { cwd: folder, noHeaders: true };
  expect(await printed("custom-columns-file=columns", [LIST], given)).toEqual({ stdout, error });
});

test("a file that is missing", async () => {
  const { error } = await printed("custom-columns-file=none", [LIST], { cwd: folder });
  expect(error).toBe("error reading template none, open none: no such file or directory");
});

test("no value puts a control character on the terminal, and every object has its row", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), async (texts) => {
      const items = texts.map((text) => ({ kind: "K", value: text }));
      const { stdout } = await printed("custom-columns=V:.value,END:.kind", [{ kind: "List", items }]);
      expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      const breaks = texts.reduce((count, text) => count + text.split("\n").length - 1, 0);
      expect(stdout.split("\n")).toHaveLength(texts.length + breaks + 2);
    }),
    { numRuns: 200 },
  );
});

test("ten thousand objects take well under a second", async () => {
  const items = Array.from({ length: 10_000 }, (_, at) => ({ ...WEB, metadata: { name: `web-${at}` } }));
  const start = performance.now();
  const { stdout } = await printed("custom-columns=N:.metadata.name,I:.spec.containers[*].image", [
    { kind: "List", items },
  ]);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(stdout.split("\n")).toHaveLength(10_002);
});
