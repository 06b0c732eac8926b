import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nameOf } from "../../src/core/object.ts";
import { openDataFile } from "../../src/sandbox/store/data-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kctl-data-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, "cluster.jsonl");
const named = (name: string) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "a" } });
const names = () => {
  const { store, close } = openDataFile(file());
  const found = store.list("configmaps").map(nameOf);
  close();
  return found;
};

test("what was written is there after a restart, without a word of farewell", () => {
  const { store } = openDataFile(file());
  store.put("configmaps", named("x"));
  store.put("configmaps", named("y"));
  store.remove("configmaps", "a", "x");
  // No close: the process was killed.
  expect(names()).toEqual(["y"]);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("a last line that was cut is left out; what stands before it counts", () => {
  const { store, close } = openDataFile(file());
  store.put("configmaps", named("x"));
  close();
  appendFileSync(file(), '{"put":"configmaps","obj');
  expect(names()).toEqual(["x"]);
  expect(readFileSync(file(), "utf8").endsWith("\n")).toBe(true);
});

test("a file of something else is refused and left alone", () => {
  writeFileSync(file(), "my diary\nvery private\n");
  expect(() => openDataFile(file())).toThrow("line 1 is no line of a sandbox's data file");
  expect(readFileSync(file(), "utf8")).toBe("my diary\nvery private\n");
});

test("whole numbers of 64 bits and strange keys survive", () => {
  const { store, close } = openDataFile(file());
  const data = JSON.parse('{"__proto__": {"a": 1}}');
  store.put("configmaps", { ...named("x"), spec: { big: 9007199254740993n, data } });
  close();
  const again = openDataFile(file());
  const spec = again.store.get("configmaps", "a", "x")?.spec as { big: bigint; data: object };
  expect(spec.big).toBe(9007199254740993n);
  expect(Object.keys(spec.data)).toEqual(["__proto__"]);
  again.close();
});
