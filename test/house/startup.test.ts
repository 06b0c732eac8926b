import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

/** The files of the bundle that a command line loads. */
function loadedBy(...args: string[]): string[] {
  const probe = join(tmpdir(), `kctl-loaded-${process.pid}.cjs`);
  writeFileSync(probe, `process.on("exit", () => process.stderr.write(JSON.stringify(Object.keys(require.cache))));`);
  const script = `node -r ${JSON.stringify(probe)} bin/kctl.js ${args.join(" ")} 2>&1 >/dev/null`;
  const options = { encoding: "utf8", env: { ...process.env, HOME: tmpdir(), KUBECONFIG: "/nowhere" } } as const;
  const text = execFileSync("sh", ["-c", script], options);
  const files = JSON.parse(text.slice(text.lastIndexOf('["'))) as string[];
  return files.map((file) => relative("dist", file)).filter((file) => !file.startsWith(".."));
}

const onUnix = test.skipIf(process.platform === "win32");

onUnix("commands that send nothing load no HTTP client", () => {
  for (const line of [
    "version --client",
    "config view",
    "get --help",
    "completion bash",
    "options",
    "create deployment x --image=y --dry-run=client",
  ]) {
    expect([line, loadedBy(...line.split(" ")).filter((file) => /undici/.test(file))]).toEqual([line, []]);
  }
});

onUnix("the version of the client takes a handful of files and no YAML", () => {
  const files = loadedBy("version", "--client");
  expect(files.length).toBeLessThan(14);
  expect(files.filter((file) => /js-yaml|jsonpath|chalk|cli-table/.test(file))).toEqual([]);
});
