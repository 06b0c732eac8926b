import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { checkFileFlags, hasFiles, kustomization, listSources } from "../../src/resources/files.ts";
import { recordingWorld } from "../helpers/world.ts";

const here = mkdtempSync(join(tmpdir(), "kctl-files-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

const FILES = [
  ".yaml",
  "b.yaml",
  "a.yml",
  "c.json",
  ".hidden.yaml",
  "B.yaml",
  "x.txt",
  "noext",
  "Z.YAML",
  "sub.yaml",
  "é.yaml",
];
const DEEP = ["sub/s.yaml", "sub/deep/q.yaml", "dir.yaml/in.yaml"];
const OTHER = ["e/only.txt", "g/1.yaml", "g/2.yaml", "g/10.yaml", "g/[x].yaml", "k/kustomization.yaml", "n.conf"];
for (const path of [...[...FILES, ...DEEP].map((name) => `d/${name}`), ...OTHER]) {
  mkdirSync(dirname(join(here, path)), { recursive: true });
  writeFileSync(join(here, path), path);
}

mkdirSync(join(here, "l"));
for (const [path, to] of [
  ["l/broken.yaml", "nowhere"],
  ["l/folder.yaml", "../g"],
  ["lost.yaml", "nowhere"],
  ["linked", "d"],
] as const) {
  symlinkSync(to, join(here, path));
}

const { world } = recordingWorld({ cwd: here, input: "from stdin" });
const names = (filename: string[], recursive = false) =>
  listSources({ filename, kustomize: "", recursive }, world).map(({ name }) => name);

const TOP = [".hidden.yaml", ".yaml", "B.yaml", "a.yml", "b.yaml", "c.json", "sub.yaml", "é.yaml"].map(
  (name) => `d/${name}`,
);

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
    [["g/[^1].yaml"], ["g/2.yaml"]],
    [["g/[a-z0-1].yaml"], ["g/1.yaml"]],
    [["g/\\[x\\].yaml"], ["g/[x].yaml"]],
    [["g/[\\1\\]].yaml"], ["g/1.yaml"]],
    [["*/1.yaml"], ["g/1.yaml"]],
    [["g/1.yaml", "e"], ["g/1.yaml"]],
    [["linked"], ["linked"]],
    [["linked/"], TOP.map((name) => name.replace("d/", "linked/"))],
    [["l"], ["l/broken.yaml", "l/folder.yaml"]],
    [["http://"], ["http://"]],
    [["-"], ["STDIN"]],
    [["https://127.0.0.1:1/x.yaml"], ["https://127.0.0.1:1/x.yaml"]],
  ])("%j", (filename, wanted) => expect(names(filename)).toEqual(wanted));

  test("-R goes into folders where they stand among the files", () => {
    expect(names(["d"], true)).toEqual(
      [
        ...[
          ".hidden.yaml",
          ".yaml",
          "B.yaml",
          "a.yml",
          "b.yaml",
          "c.json",
          "dir.yaml/in.yaml",
          "sub/deep/q.yaml",
          "sub/s.yaml",
        ],
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
    ["", 'the path "" does not exist'],
    ["lost*", 'the path "lost.yaml" does not exist'],
    ["g/[9-0].yaml", 'the path "g/[9-0].yaml" does not exist'],
    ["n.conf/x", 'the path "n.conf/x" cannot be accessed: stat n.conf/x: not a directory'],
    ["http://[x", 'the URL passed to filename "http://[x" is not valid: parse "http://[x": missing \']\' in host'],
  ])("%s", (name, message) => expect(() => names([name])).toThrow(new CliError(message)));
});

test.each(["g/[", "g/[]a]", "g/[a-]", "g/[-a]", "g/a[", "g/[1", "x/[/y", "*\\"])("%s is no pattern", (name) => {
  const message = `pattern ${JSON.stringify(name)} is not valid: syntax error in pattern`;
  expect(() => names([name])).toThrow(new CliError(message));
});

test.each<[string[], string[]]>([
  [
    ["a", "g/1.yaml", "b"],
    ['the path "a" does not exist', 'the path "b" does not exist'],
  ],
  [
    ["e", "a"],
    ["error reading [e]: recognized file extensions are [.json .yaml .yml]", 'the path "a" does not exist'],
  ],
])("%j: all that is wrong is told", (filename, messages) => {
  let thrown: unknown;
  try {
    names(filename);
  } catch (error) {
    thrown = error;
  }
  expect((thrown as AggregateError).errors.map((error) => error.message)).toEqual(messages);
});

test.each([
  ["l/broken.yaml", "l", "open l/broken.yaml: no such file or directory"],
  ["l/folder.yaml", "l", "error parsing l/folder.yaml: read l/folder.yaml: is a directory"],
  ["http://", "http://", "Unable to connect to the server: http: no Host in request URL"],
])("%s cannot be read", async (name, given, message) => {
  const source = listSources({ filename: [given], kustomize: "", recursive: false }, world).find(
    (one) => one.name === name,
  );
  await expect(source?.read()).rejects.toThrow(message);
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
    [{ filename: [""] }, true],
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
