import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writePrivately } from "../../src/kubeconfig/write-file.ts";
import { type Home, makeHome } from "../helpers/run.ts";

// Files with credentials: for nobody else, and never half.

const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
const isRoot = process.getuid?.() === 0;
const held: { home?: Home; umask?: number } = {};
const at = (name: string) => join(held.home?.folder ?? "", name);

beforeEach(() => {
  held.home = makeHome();
  held.umask = process.umask(0);
});
afterEach(() => {
  process.umask(held.umask ?? 0o22);
  held.home?.remove();
});

describe("writing", () => {
  test("a new file is 0600, its new folders 0700, whatever the umask", () => {
    writePrivately(at("a/b/config"), "text");
    expect([mode(at("a/b/config")), mode(at("a/b")), mode(at("a"))]).toEqual(["600", "700", "700"]);
  });

  test("a file that others could read is 0600 afterwards", () => {
    writeFileSync(at("config"), "old", { mode: 0o644 });
    writePrivately(at("config"), "new");
    expect([mode(at("config")), readFileSync(at("config"), "utf8")]).toEqual(["600", "new"]);
  });

  test("a folder that is there keeps its mode", () => {
    mkdirSync(at("open"), { mode: 0o755 });
    writePrivately(at("open/config"), "x");
    expect(mode(at("open"))).toBe("755");
  });

  test("the file is replaced, not written over: who has it open reads the old one whole", () => {
    writeFileSync(at("config"), "old");
    const before = statSync(at("config")).ino;
    writePrivately(at("config"), "new");
    expect(statSync(at("config")).ino).not.toBe(before);
    expect(readdirSync(dirname(at("config")))).toEqual(["config"]);
  });

  test.each([["relative"], ["absolute"]])("a %s link stays one, its target is written", (kind) => {
    mkdirSync(at("real"));
    writeFileSync(at("real/config"), "old");
    symlinkSync(kind === "relative" ? "real/config" : at("real/config"), at("link"));
    writePrivately(at("link"), "new");
    expect(lstatSync(at("link")).isSymbolicLink()).toBe(true);
    expect(readFileSync(at("real/config"), "utf8")).toBe("new");
    expect(readdirSync(at("real"))).toEqual(["config"]);
  });

  test("a link to a file that is not there yet stays one, too", () => {
    mkdirSync(at("real"));
    symlinkSync("real/config", at("link"));
    writePrivately(at("link"), "new");
    expect(readlinkSync(at("link"))).toBe("real/config");
    expect(readFileSync(at("real/config"), "utf8")).toBe("new");
  });

  test("a megabyte arrives whole", () => {
    const text = "ü".repeat(500_000);
    writePrivately(at("config"), text);
    expect(readFileSync(at("config"), "utf8")).toBe(text);
  });
});

describe("a failing write", () => {
  test("leaves a folder of that name and nothing else", () => {
    mkdirSync(at("config"));
    expect(() => writePrivately(at("config"), "x")).toThrow();
    expect(readdirSync(dirname(at("config")))).toEqual(["config"]);
  });

  test.skipIf(isRoot)("leaves the old file whole", () => {
    mkdirSync(at("closed"));
    writeFileSync(at("closed/config"), "old");
    chmodSync(at("closed"), 0o500);
    expect(() => writePrivately(at("closed/config"), "new")).toThrow();
    chmodSync(at("closed"), 0o700);
    expect(readFileSync(at("closed/config"), "utf8")).toBe("old");
    expect(readdirSync(at("closed"))).toEqual(["config"]);
  });
});

describe("config commands", () => {
  const home = () => held.home as Home;

  test("make ~/.kube/config for its owner alone", async () => {
    const { code, stderr } = await home().run(["config", "set-credentials", "me", "--token=t0ken"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect([mode(at(".kube/config"))]).toEqual(["600"]);
  });

  test("wait for nobody who holds kubectl's lock, and leave none behind", async () => {
    const users = '{"users":[{"name":"a","user":{"token":"old"}}]}';
    home().write(".kube/config", users);
    home().write(".kube/config.lock", "");
    const set = ["config", "set-credentials", "a", "--token=new"];
    expect(await home().run(set)).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: open HOME/.kube/config.lock: file exists\n",
    });
    expect(home().read(".kube/config")).toBe(users);
    rmSync(at(".kube/config.lock"));
    expect((await home().run(set)).code).toBe(0);
    expect(home().read(".kube/config")).toContain("token: new");
    expect(readdirSync(at(".kube")).filter((name) => name !== "cache")).toEqual(["config"]);
  });

  test("write only the file whose entry changed", async () => {
    const entry = (name: string) => `apiVersion: v1\nkind: Config\nusers:\n- name: ${name}\n  user:\n    token: t\n`;
    home().write("one", entry("a"));
    home().write("two", entry("b"));
    const before = home().read("one");
    await home().run(["config", "set-credentials", "b", "--token=new"], { env: { KUBECONFIG: "HOME/one:HOME/two" } });
    expect(home().read("one")).toBe(before);
    expect(home().read("two")).toContain("token: new");
  });
});
