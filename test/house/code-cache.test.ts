import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const isNode20 = process.version.startsWith("v20.");
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "kctl-home-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const folder = () => join(home, ".kube", "cache", "kctl-code");
const kept = () => (existsSync(folder()) ? readdirSync(folder()) : []);

function run(args: readonly string[], env: Record<string, string> = {}) {
  const given = { PATH: process.env.PATH, HOME: home, USERPROFILE: home, ...env };
  return spawnSync(process.execPath, ["bin/kctl.js", ...args], { encoding: "utf8", env: given });
}

const kctl = (env: Record<string, string> = {}): string => run(["config", "view"], env).stdout;

const EMPTY = 'apiVersion: v1\nclusters: null\ncontexts: null\ncurrent-context: ""\nkind: Config\nusers: null\n';

describe.skipIf(process.platform === "win32")("compiled code is kept between runs", () => {
  test("in a folder for this user alone, and taken from there the next time", () => {
    expect(kctl()).toBe(EMPTY);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(kept()).toHaveLength(1);
    const before = times();
    expect(kctl()).toBe(EMPTY);
    expect(times()).toEqual(before);
  });

  test.each(["get", "describe", "apply", "diff", "delete"])(
    "also of %s, which sets flags of V8 and speaks HTTP",
    (verb) => {
      const args = [
        verb,
        ...(verb === "get" || verb === "describe" ? ["pods"] : ["-f", "test/parity/fixtures/exposable.yaml"]),
      ];
      const ask = () => run([...args, "--server=http://127.0.0.1:1"]).status;
      expect(ask()).toBeGreaterThan(0);
      const before = times();
      expect(before.length).toBeGreaterThan(0);
      expect(ask()).toBeGreaterThan(0);
      expect(times()).toEqual(before);
    },
  );

  test("not in a folder that others may write to", () => {
    kctl();
    rmSync(join(folder(), kept()[0] as string), { recursive: true });
    chmodSync(folder(), 0o777);
    expect(kctl()).toBe(EMPTY);
    expect(kept()).toEqual([]);
  });

  test("not when Node is told so, and not without a home", () => {
    expect(kctl({ NODE_DISABLE_COMPILE_CACHE: "1" })).toBe(EMPTY);
    expect(kctl({ HOME: "", USERPROFILE: "" })).toBe(EMPTY);
    expect(kept()).toEqual([]);
  });

  test("in the folder that KUBECACHEDIR names", () => {
    kctl({ KUBECACHEDIR: join(home, "elsewhere") });
    expect(existsSync(join(home, "elsewhere", "kctl-code"))).toBe(true);
  });
});

describe.skipIf(!isNode20 || process.platform === "win32")("kept code that is spoilt is compiled anew", () => {
  const file = () => join(folder(), kept()[0] as string);
  test.each([
    ["empty", () => Buffer.alloc(0)],
    ["cut", (all: Buffer) => all.subarray(0, all.length - 100)],
    [
      "a head of nonsense",
      (all: Buffer) => Buffer.concat([all.subarray(0, 4), Buffer.from("nonsense"), all.subarray(12)]),
    ],
    [
      "zeros",
      (all: Buffer) =>
        Buffer.concat([all.subarray(0, 4 + all.readUInt32LE()), Buffer.alloc(all.length - 4 - all.readUInt32LE())]),
    ],
  ])("%s", (_, spoil) => {
    kctl();
    const good = readFileSync(file());
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    writeFileSync(file(), spoil(good));
    expect(kctl()).toBe(EMPTY);
    expect(readFileSync(file()).length).toBeGreaterThan(good.length / 2);
    expect(kept()).toHaveLength(1);
  });
});

const times = () =>
  readdirSync(folder(), { recursive: true, encoding: "utf8" }).map((one) => [
    one,
    statSync(join(folder(), one)).mtimeMs,
  ]);
