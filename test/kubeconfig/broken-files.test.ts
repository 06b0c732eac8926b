import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Home } from "../helpers/run.ts";
import { config, LOADING, NOBODY, REACHED, refused, used } from "../helpers/unusable.ts";

describe("what the flags say", () => {
  test.each([
    ["--context=no", "Error in configuration: context was not found for specified context: no"],
    ["--cluster=no", 'error: no server found for cluster "no"'],
    ["--user=no", 'error: auth info "no" does not exist'],
    ["--server=https://127.0.0.1:2", refused("127.0.0.1:2")],
    [
      "--username=me",
      "error: more than one authentication method found for u; found [token basicAuth], only one is allowed",
    ],
    ["--kubeconfig=missing", "error: stat missing: no such file or directory"],
    ["--kubeconfig=.kube", 'error: error loading config file ".kube": read .kube: is a directory'],
  ])("%s", async (flag, stderr) => {
    expect(await used((home) => home.write(".kube/config", config({})), [flag])).toBe(`${stderr}\n`);
  });
});

describe("what the files are", () => {
  const broken = (name: string) =>
    `error loading config file "HOME/${name}": yaml: line 1: did not find expected node content\n`;
  const lay = (home: Home) => {
    home.write("good", config({}));
    home.write("bad", "a: [");
    home.write("worse", "b: [");
  };

  test.each([
    ["a list with a missing file", "HOME/missing:HOME/good", `${REACHED}\n`],
    ["a list with gaps", "::HOME/good:", `${REACHED}\n`],
    ["nothing but missing files", "HOME/missing", `${NOBODY}\n`],
    [
      "a file as folder",
      "HOME/good/x",
      'error: error loading config file "HOME/good/x": open HOME/good/x: not a directory\n',
    ],
    ["a bad file after a good one", "HOME/good:HOME/bad", `error: ${broken("bad")}`],
    ["two bad files", "HOME/bad:HOME/worse", broken("bad") + broken("worse")],
  ])("%s", async (_, list, stderr) => expect(await used(lay, [], list)).toBe(stderr));

  test("a folder", async () => {
    const stderr = await used((home) => home.write(".kube/config/x", ""));
    expect(stderr).toBe(`${LOADING} read HOME/.kube/config: is a directory\n`);
  });

  test("a link to itself", async () => {
    const loop = (home: Home) => {
      home.write(".kube/x", "");
      symlinkSync("config", `${home.folder}/.kube/config`);
    };
    expect(await used(loop)).toBe("error: stat HOME/.kube/config: too many levels of symbolic links\n");
  });
});
