import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Packed {
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string> | undefined>;

test("the published package holds the program and nothing else, in under a megabyte", () => {
  const options = { encoding: "utf8", shell: process.platform === "win32" } as const;
  const [packed] = JSON.parse(execFileSync(npm, ["pack", "--dry-run", "--json", "--ignore-scripts"], options)) as [
    Packed,
  ];
  const strangers = packed.files.filter(({ path }) => !/^(bin|dist)\/|^(README\.md|LICENSE|package\.json)$/.test(path));
  expect(strangers).toEqual([]);
  expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining(["bin/kctl.js", "dist/LICENSES.txt"]));
  expect(packed.size).toBeLessThan(1_000_000);
});

test("nothing runs and nothing is fetched when it is installed", () => {
  for (const key of ["dependencies", "optionalDependencies", "peerDependencies", "bundleDependencies"]) {
    expect([key, manifest[key]]).toEqual([key, undefined]);
  }
  const hooks = ["preinstall", "install", "postinstall", "prepare"];
  expect(Object.keys(manifest.scripts ?? {}).filter((name) => hooks.includes(name))).toEqual([]);
});

test("every version is pinned", () => {
  const loose = Object.entries(manifest.devDependencies ?? {}).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});
