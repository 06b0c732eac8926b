import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { extract } from "../../src/copy/extract.ts";
import { Target } from "../../src/copy/target.ts";
import { Bytes } from "../../src/core/tar/bytes.ts";
import { readTar } from "../../src/core/tar/read.ts";
import { altered, entry, pax, tar } from "./tars.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kctl-copy-"));
  mkdirSync(join(folder, "outside"));
  writeFileSync(join(folder, "outside", "kept"), "kept");
});
afterEach(() => {
  // Nothing outside the target was made or changed.
  expect(readdirSync(folder).filter((name) => name !== "target")).toEqual(["outside"]);
  expect(readdirSync(join(folder, "outside"))).toEqual(["kept"]);
  expect(readFileSync(join(folder, "outside", "kept"), "utf8")).toBe("kept");
  rmSync(folder, { recursive: true });
});

interface Result {
  readonly error: string;
  readonly warnings: readonly string[];
}

async function unpack(bytes: Buffer, asked = "/data", platform = "linux", portion = 700): Promise<Result> {
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += portion) yield bytes.subarray(at, at + portion);
  };
  const warnings: string[] = [];
  const target = new Target("target", folder);
  const warn = (text: string) => void warnings.push(text);
  let error = "";
  await extract(readTar(new Bytes(chunks())), { asked, target, platform, linkHint: "", warn }).catch((problem) => {
    error = (problem as Error).message;
  });
  return { error, warnings };
}

const inTarget = (...steps: string[]) => join(folder, "target", ...steps);
const files = () => (existsSync(inTarget()) ? readdirSync(inTarget(), { recursive: true }).map(String).sort() : []);

test("files, folders, empty files, and names and bodies of all lengths", async () => {
  const long = `${"d".repeat(90)}/${"e".repeat(250)}`;
  const { error } = await unpack(
    tar(
      { name: "data/", type: "5" },
      { name: "data/a", body: "a" },
      { name: "data/none" },
      { name: `data/${long}`, body: "long" },
      { name: "data/big", body: "b".repeat(100_000) },
      { name: "data/sub/", type: "5" },
    ),
  );
  expect(error).toBe("");
  expect(files()).toEqual(["a", "big", "d".repeat(90), long, "none", "sub"].sort());
  expect(readFileSync(inTarget(long), "utf8")).toBe("long");
  expect(readFileSync(inTarget("big"), "utf8")).toBe("b".repeat(100_000));
});

describe("names that lead elsewhere", () => {
  test.each(["data/../../outside/kept", "data/../outside/kept", "data/x/../../../outside/new", "data/.."])(
    "%s",
    async (name) => {
      const { error, warnings } = await unpack(tar({ name, body: "evil" }));
      expect(error).toBe("");
      expect(warnings).toEqual([expect.stringContaining("is outside target destination, skipping")]);
      expect(files()).toEqual([]);
    },
  );

  test.each(["/data/x", "/etc/passwd", "../outside/kept", "database", "data2/x", "dat", "", "C:/x"])(
    "%s",
    async (name) => {
      expect((await unpack(tar({ name, body: "evil" }))).error).toBe("tar contents corrupted");
      expect(files()).toEqual([]);
    },
  );

  test("all of them are relative to the target when everything was asked for", async () => {
    const { error, warnings } = await unpack(
      tar({ name: "../outside/kept", body: "evil" }, { name: "/outside/kept", body: "in" }, { name: "./b", body: "b" }),
      ".",
    );
    expect([error, warnings.length]).toEqual(["", 1]);
    expect(files()).toEqual(["b", "outside", "outside/kept"]);
  });

  test.each(["C:x", "C:\\x", "..\\..\\outside\\kept", "a:stream", "con", "aux.txt", "dot.", "blank "])(
    "on Windows: %s",
    async (name) => {
      const { error, warnings } = await unpack(tar({ name: `data/${name}`, body: "evil" }), "/data", "win32");
      expect([error, warnings.length]).toEqual(["", 1]);
      expect(files()).toEqual([]);
    },
  );

  test("elsewhere those are names like others", async () => {
    await unpack(tar({ name: "data/..\\..\\outside\\kept", body: "in" }, { name: "data/C:x", body: "in" }));
    expect(files()).toEqual(["..\\..\\outside\\kept", "C:x"]);
  });

  test("a NUL ends a name in a header, and spoils one in an extended header", async () => {
    expect((await unpack(tar({ name: "data/a\0/../../x", body: "a" }))).error).toBe("");
    expect(files()).toEqual(["a"]);
    expect((await unpack(tar(pax("path", "data/a\0b"), { name: "data/c" }))).error).toBe("tar contents corrupted");
  });
});

describe("links", () => {
  test("are left out, and nothing is written through them", async () => {
    const { error, warnings } = await unpack(
      tar({ name: "data/link", type: "2", link: "../outside" }, { name: "data/link/kept", body: "evil" }),
    );
    expect([error, warnings]).toEqual(["", ['warning: skipping symlink: "target/link" -> "../outside"']]);
    expect(lstatSync(inTarget("link")).isDirectory()).toBe(true);
  });

  test("that were there before stop it when they are folders, and give way when they are files", async () => {
    mkdirSync(inTarget());
    symlinkSync("../outside", inTarget("link"));
    symlinkSync("../outside/kept", inTarget("file"));
    expect((await unpack(tar({ name: "data/file", body: "mine" }))).error).toBe("");
    expect(readFileSync(inTarget("file"), "utf8")).toBe("mine");
    const { error } = await unpack(tar({ name: "data/link/kept", body: "evil" }));
    expect(error).toBe("target/link is a link, and nothing is written through it");
    const { error: second } = await unpack(tar({ name: "data/link/", type: "5" }));
    expect(second).toBe("target/link is a link, and nothing is written through it");
  });

  test("hard links get the content of what was written, and nothing else's", async () => {
    const { error } = await unpack(
      tar({ name: "data/a", body: "shared" }, { name: "data/b", type: "1", link: "data/a" }),
    );
    expect(error).toBe("");
    expect(readFileSync(inTarget("b"), "utf8")).toBe("shared");
    expect(lstatSync(inTarget("b")).nlink).toBe(1);
    for (const link of ["/etc/passwd", "data/../../outside/kept", "data/none", "../outside/kept", ""]) {
      const wrong = await unpack(tar({ name: "data/c", type: "1", link }));
      expect([link, wrong.error]).toEqual([link, "tar contents corrupted"]);
    }
    expect(files()).toEqual(["a", "b"]);
  });
});

test("devices, pipes and sockets are left out", async () => {
  const kinds = ["3", "4", "6", "Z"].map((type) => ({ name: `data/${type}`, type }));
  const { error, warnings } = await unpack(tar(...kinds, { name: "data/a", body: "a" }));
  expect([error, warnings.length]).toEqual(["", 4]);
  expect(files()).toEqual(["a"]);
});

test("no file gets special rights", async () => {
  await unpack(tar({ name: "data/su", body: "x", mode: 0o6755 }, { name: "data/dir/", type: "5", mode: 0o7777 }));
  expect(lstatSync(inTarget("su")).mode & 0o7111).toBe(0);
  expect(lstatSync(inTarget("dir")).mode & 0o7022).toBe(0);
});

test("a file that was there keeps its rights", async () => {
  mkdirSync(inTarget());
  writeFileSync(inTarget("a"), "old");
  chmodSync(inTarget("a"), 0o750);
  await unpack(tar({ name: "data/a", body: "new" }));
  expect([readFileSync(inTarget("a"), "utf8"), lstatSync(inTarget("a")).mode & 0o777]).toEqual(["new", 0o750]);
});

describe("what no tar of one file or folder holds", () => {
  test.each([
    ["a second file", tar({ name: "data", body: "1" }, { name: "data", body: "2" })],
    ["a file beside it", tar({ name: "data", body: "1" }, { name: "data/b", body: "2" })],
    ["the file behind others", tar({ name: "data/b", body: "1" }, { name: "data", body: "2" })],
  ])("%s", async (_, bytes) => {
    expect((await unpack(bytes)).error).toBe("tar contents corrupted");
  });

  test("an entry that comes twice", async () => {
    const { error } = await unpack(tar({ name: "data/a", body: "1" }, { name: "data/./a", body: "2" }));
    expect(error).toBe("tar contents corrupted");
    expect(readFileSync(inTarget("a"), "utf8")).toBe("1");
  });

  test("names that a blind file system takes for one", async () => {
    const twins = tar({ name: "data/a", body: "1" }, { name: "data/A", body: "2" });
    expect((await unpack(twins, "/data", "darwin")).error).toBe("tar contents corrupted");
    rmSync(inTarget(), { recursive: true });
    expect((await unpack(twins)).error).toBe("");
  });

  test("a file in a folder's place, a folder in a file's", async () => {
    const { error } = await unpack(tar({ name: "data/a/b", body: "1" }, { name: "data/a", body: "2" }));
    expect(error).toBe("open target/a: is a directory");
    const { error: other } = await unpack(tar({ name: "data/c", body: "1" }, { name: "data/c/d", body: "2" }));
    expect(other).toBe("mkdir target/c: not a directory");
    expect(readFileSync(inTarget("c"), "utf8")).toBe("1");
  });
});

describe("tars that are broken", () => {
  const good = tar({ name: "data/a", body: "a".repeat(2000) }, { name: "data/b", body: "b" });

  test("cut anywhere: an error, and no half file", async () => {
    for (let at = 0; at < good.length - 1024; at += 37) {
      const { error } = await unpack(good.subarray(0, at));
      expect([at, error]).toEqual([at, "unexpected EOF"]);
      for (const name of files()) expect(readFileSync(inTarget(name)).length).toBe(name === "a" ? 2000 : 1);
    }
  });

  test.each([
    ["a wrong sum", Buffer.concat([Buffer.from("x"), good.subarray(1)])],
    ["a size that is no number", altered(good, 124, "0000000099z")],
    ["a negative size", altered(good, 124, "-0000000001")],
    ["a size beyond reason", altered(good, 124, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")],
    ["text", Buffer.from("no tar at all\n".repeat(100))],
    [
      "an extended header that lies",
      tar(entry({ name: "p", type: "x", body: "99 path=data/a\n" }), { name: "data/b" }),
    ],
    [
      "an extended header without a number",
      tar(entry({ name: "p", type: "x", body: "path=data/a\n" }), { name: "data/b" }),
    ],
    ["a name without end", tar(entry({ name: "l", type: "L", size: 2 ** 31 }))],
  ])("%s", async (_, bytes) => {
    expect((await unpack(bytes)).error).toBe("invalid tar header");
    expect(files()).toEqual([]);
  });

  test("sparse files", async () => {
    for (const bytes of [tar({ name: "data/s", type: "S" }), tar(pax("GNU.sparse.major", "1"), { name: "data/s" })]) {
      expect((await unpack(bytes)).error).toBe("sparse files cannot be read");
    }
    expect(files()).toEqual([]);
  });
});

test("names of extended headers count, those for all entries do not", async () => {
  const strange = "with\nline end";
  await unpack(
    tar(
      pax("path", "data/elsewhere", "g"),
      pax("path", `data/${strange}`),
      { name: "data/short", body: "p" },
      { name: "data/b" },
    ),
  );
  expect(files()).toEqual(["b", strange]);
  const { warnings } = await unpack(tar(pax("path", "data/../../x"), { name: "data/y", body: "evil" }));
  expect(warnings.length).toBe(1);
});

test("escape sequences in names cannot reach a terminal", async () => {
  const { warnings } = await unpack(tar({ name: "data/\u001b[2J\r", type: "2", link: "\u009b31m\u202e" }));
  expect(warnings).toEqual([String.raw`warning: skipping symlink: "target/\x1b[2J\r" -> "\u009b31m\u202e"`]);
});
