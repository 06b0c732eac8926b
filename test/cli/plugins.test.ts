import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findPlugin, isExecutable, prefixesOf } from "../../src/cli/plugins.ts";
import { recordingWorld } from "../helpers/world.ts";

const here = mkdtempSync(join(tmpdir(), "kctl-plugins-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

function put(path: string, mode = 0o755): void {
  mkdirSync(join(here, path, ".."), { recursive: true });
  writeFileSync(join(here, path), "#!/bin/sh\n");
  chmodSync(join(here, path), mode);
}

for (const name of ["foo", "foo-bar", "my_cmd", "create-networkpolicy"]) put(`one/kubectl-${name}`);
put("one/kubectl-plain", 0o644);
put("one/kubectl-both");
put("two/kctl-both");
put("two/kctl-own");
put("two/kubectl-foo");
mkdirSync(join(here, "one/kubectl-folder"));

const PATH = ["one", "two", "missing"].map((name) => join(here, name)).join(":");
const world = (name = "kubectl", path = PATH) => recordingWorld({ name, env: { PATH: path } }).world;

/** "file | arguments" of the plugin that the words name. */
function find(line: string, from = world(), minimum = 1): string | undefined {
  const found = findPlugin(line.split(" "), from, minimum);
  return found && `${found.file.slice(here.length + 1)} | ${found.args.join(" ")}`;
}

describe.skipIf(process.platform === "win32")("the plugin that words name", () => {
  test.each([
    ["foo", "one/kubectl-foo | "],
    ["foo a b", "one/kubectl-foo | a b"],
    ["foo bar x", "one/kubectl-foo-bar | x"],
    ["foo bar --x y", "one/kubectl-foo-bar | --x y"],
    ["foo --x bar", "one/kubectl-foo | --x bar"],
    ["foo -- bar", "one/kubectl-foo | -- bar"],
    ["my-cmd a", "one/kubectl-my_cmd | a"],
    ["foo-bar", undefined],
    ["FOO", undefined],
    ["plain", undefined],
    ["folder", undefined],
    ["nosuch", undefined],
    ["--x foo", undefined],
    ["../one/kubectl-foo", undefined],
    ["own", undefined],
  ])("%s", (line, wanted) => expect(find(line)).toBe(wanted));

  test("below a command only longer names count", () => {
    expect(find("foo nothing", world(), 2)).toBeUndefined();
    expect(find("create networkpolicy x", world(), 2)).toBe("one/kubectl-create-networkpolicy | x");
  });

  test("our own prefix is the stronger one, wherever it stands on PATH", () => {
    expect(find("both", world("kctl"))).toBe("two/kctl-both | ");
    expect(find("both")).toBe("one/kubectl-both | ");
    expect(find("own", world("kctl"))).toBe("two/kctl-own | ");
    expect(prefixesOf("kctl")).toEqual(["kctl-", "kubectl-"]);
    expect(prefixesOf("kubectl")).toEqual(["kubectl-"]);
  });

  test("the first folder of PATH wins; relative and empty ones do not count", () => {
    const [one, two] = [join(here, "one"), join(here, "two")];
    expect(find("foo", world("kubectl", `${two}:${one}`))).toBe("two/kubectl-foo | ");
    expect(find("foo", world("kubectl", `.::one:${two}`))).toBe("two/kubectl-foo | ");
    expect(find("foo", world("kubectl", ""))).toBeUndefined();
  });

  test.each([
    ["one/kubectl-foo", true],
    ["one/kubectl-plain", false],
    ["one/kubectl-folder", false],
    ["one/nosuch", false],
  ])("%s can be run: %s", (path, can) => expect(isExecutable(join(here, path), world())).toBe(can));
});
