import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { checkFileFlags, hasFiles, kustomization, listSources } from "../../src/resources/files.ts";
import { recordingWorld } from "../helpers/world.ts";

const here = mkdtempSync(join(tmpdir(), "kctl-files-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

const FILES = ["b.yaml", "a.yml", "c.json", ".hidden.yaml", "B.yaml", "x.txt", "noext", "Z.YAML", "sub.yaml", "é.yaml"];
const DEEP = ["sub/s.yaml", "sub/deep/q.yaml", "dir.yaml/in.yaml"];
const OTHER = ["e/only.txt", "g/1.yaml", "g/2.yaml", "g/10.yaml", "g/[x].yaml", "k/kustomization.yaml", "n.conf"];
for (const path of [...[...FILES, ...DEEP].map((name) => `d/${name}`), ...OTHER]) {
  mkdirSync(dirname(join(here, path)), { recursive: true });
  writeFileSync(join(here, path), path);
}

const { world } = recordingWorld({ cwd: here, input: "from stdin" });
const names = (filename: string[], recursive = false) =>
  listSources({ filename, kustomize: "", recursive }, world).map(({ name }) => name);

const TOP = [".hidden.yaml", "B.yaml", "a.yml", "b.yaml", "c.json", "sub.yaml", "é.yaml"].map((name) => `d/${name}`);

describe("what -f names, in kubectl's order", () => {
  test.each<[string[], string[]]>([
    [["d"], TOP],
    [["d/"], TOP],
    [["./d"], TOP],
    [["n.conf"], ["n.conf"]],
    [["d/x.txt"], ["d/x.txt"]],
    [
      ["g/2.yaml", "g/1.yaml", "g/2.yaml"],
      ["g/2.yaml", "g/1.yaml", "g/2.yaml"],
    ],
    [["g/1*.yaml"], ["g/1.yaml", "g/10.yaml"]],
    [["g/?.yaml"], ["g/1.yaml", "g/2.yaml"]],
    [["g/[12].yaml"], ["g/1.yaml", "g/2.yaml"]],
    [["g/[x].yaml"], ["g/[x].yaml"]],
    [["d/*.txt"], ["d/x.txt"]],
    [["-"], ["STDIN"]],
    [["https://127.0.0.1:1/x.yaml"], ["https://127.0.0.1:1/x.yaml"]],
  ])("%j", (filename, wanted) => expect(names(filename)).toEqual(wanted));

  test("-R goes into folders where they stand among the files", () => {
    expect(names(["d"], true)).toEqual(
      [
        ...[".hidden.yaml", "B.yaml", "a.yml", "b.yaml", "c.json", "dir.yaml/in.yaml", "sub/deep/q.yaml", "sub/s.yaml"],
        ...["sub.yaml", "é.yaml"],
      ].map((name) => `d/${name}`),
    );
  });

  test("an absolute path stays one", () => expect(names([join(here, "g/1.yaml")])).toEqual([join(here, "g/1.yaml")]));
});

test("sources are read when asked", async () => {
  const sources = listSources({ filename: ["g/1.yaml", "-"], kustomize: "", recursive: false }, world);
  const texts = await Promise.all(sources.map(async (one) => Buffer.from(await one.read()).toString()));
  expect(texts).toEqual(["g/1.yaml", "from stdin"]);
});

describe("what -f refuses, in kubectl's words", () => {
  const EXTENSIONS = "recognized file extensions are [.json .yaml .yml]";
  test.each([
    ["missing", 'the path "missing" does not exist'],
    ["nomatch*", 'the path "nomatch*" does not exist'],
    ["g/{1}.yaml", 'the path "g/{1}.yaml" does not exist'],
    ["ftp://x/y", 'the path "ftp://x/y" does not exist'],
    ["HTTP://127.0.0.1:1/", 'the path "HTTP://127.0.0.1:1/" does not exist'],
    ["~", 'the path "~" does not exist'],
    ["e", `error reading [e]: ${EXTENSIONS}`],
    ["e/", `error reading [e/]: ${EXTENSIONS}`],
  ])("%s", (name, message) => expect(() => names([name])).toThrow(new CliError(message)));
});

describe("-f, -k and -R together", () => {
  const flags = { filename: [] as string[], kustomize: "", recursive: false };
  test.each([
    [{ filename: ["a"], kustomize: "b" }, "only one of -f or -k can be specified"],
    [{ kustomize: "b", recursive: true }, "the -k flag can't be used with -f or -R"],
    [{ filename: ["-", "a", "-"] }, "standard input cannot be used for multiple arguments"],
  ])("%o", (parts, message) => expect(() => checkFileFlags({ ...flags, ...parts })).toThrow(new CliError(message)));

  test.each([
    [{}, false],
    [{ recursive: true }, false],
    [{ filename: ["a"] }, true],
    [{ kustomize: "k" }, true],
  ])("%o names files: %s", (parts, has) => expect(hasFiles({ ...flags, ...parts })).toBe(has));
});

test.each([
  ["missing", "must build at directory: not a valid directory: evalsymlink failure on 'missing' : lstat "],
  ["n.conf", "must build at directory: 'n.conf': file is not directory"],
  ["g", "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '"],
])("-k %s is no kustomization", (folder, message) => {
  expect(kustomization(folder, here).message.startsWith(message)).toBe(true);
});
