import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { json } from "../helpers/fault-server.ts";
import { machineNode, type NodeParts } from "./node.ts";

const POD = "/api/v1/namespaces/default/pods/a";
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a", namespace: "default" },
  spec: { containers: [{ name: "main" }] },
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kctl-cp-"));
  mkdirSync(join(folder, "from", "sub", "empty"), { recursive: true });
  writeFileSync(join(folder, "from", "a"), BIG);
  writeFileSync(join(folder, "from", "sub", "b c"), "b\n");
  mkdirSync(join(folder, "to"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const BIG = Buffer.from(Array.from({ length: 20_000 }, (_, at) => `${at}\n`).join(""));
const at = (...steps: string[]) => join(folder, ...steps);
const names = (...steps: string[]) =>
  existsSync(at(...steps))
    ? readdirSync(at(...steps), { recursive: true })
        .map(String)
        .sort()
    : [];

async function cp(args: readonly string[], parts: Partial<NodeParts> = {}) {
  const node = machineNode({ folder, ...parts });
  const ran = await converse({ script: { [`GET ${POD}`]: json(pod) }, args: ["cp", ...args], upgrade: node.upgrade });
  return { ...ran, commands: node.commands };
}

/** Offsets spread over so many bytes. */
const offsets = (total: number, count = 100) =>
  Array.from({ length: count }, (_, nth) => Math.ceil((nth * total) / count));

describe.skipIf(process.platform === "win32")("cp", () => {
  test("folders both ways", async () => {
    expect(await cp([at("from"), `a:${at("to")}`])).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(names("to", "from")).toEqual(names("from"));
    expect((await cp([`a:${at("to/from")}`, at("back")])).code).toBe(0);
    expect(names("back")).toEqual(names("from"));
    expect(readFileSync(at("back", "a")).equals(BIG)).toBe(true);
  });

  test("names of every length, links and rights on the way there", async () => {
    const long = "x".repeat(240);
    writeFileSync(at("from", long), "long", { mode: 0o750 });
    symlinkSync(`/${long}/${long}`, at("from", "link"));
    expect((await cp([at("from"), `a:${at("to", "new")}`])).code).toBe(0);
    expect(names("to", "new")).toEqual(names("from"));
    expect(statSync(at("to", "new", long)).mode & 0o777).toBe(0o750);
  });

  test("what tar fails with is what we fail with", async () => {
    const gone = await cp([`a:${at("gone")}`, at("x")]);
    expect(gone).toMatchObject({
      code: 1,
      stderr: `error: a:${at("gone")} was not copied: tar ended with exit code 2\n`,
    });
    expect(gone.stdout).toContain("No such file or directory");
    expect(existsSync(at("x"))).toBe(false);
    const there = await cp([at("from", "a"), `a:${at("no", "such")}`]);
    expect(there.code).toBe(2);
    expect(there.stderr).toContain("command terminated with exit code 2\n");
  });
});

describe.skipIf(process.platform === "win32")("a connection that is cut", () => {
  const HANDSHAKE = 129;

  test("on the way here: never exit code 0, no half file", async () => {
    for (const after of offsets(BIG.length + HANDSHAKE + 1024)) {
      const ran = await cp([`a:${at("from", "a")}`, at("x")], { cut: () => ({ way: "here", after }) });
      expect([after, ran.code, existsSync(at("x"))]).toEqual([after, 1, false]);
      expect(names().filter((name) => name.includes(".part"))).toEqual([]);
    }
  });

  test("on the way there: never exit code 0", async () => {
    for (const after of offsets(BIG.length)) {
      const cut = (program: string) => (program === "tar" ? ({ way: "there", after } as const) : undefined);
      const ran = await cp([at("from", "a"), `a:${at("to", "x")}`], { cut });
      expect([after, ran.code]).toEqual([after, 1]);
    }
  });

  test("goes on with --retries at the byte where it broke", async () => {
    for (const after of offsets(BIG.length + HANDSHAKE, 20)) {
      const cut = (program: string, nth: number) =>
        program === "tar" && nth === 0 ? ({ way: "here", after } as const) : undefined;
      const ran = await cp([`a:${at("from")}`, at(`x${after}`), "--retries=1"], { cut });
      expect([after, ran.code, ran.stderr]).toEqual([after, 0, ""]);
      expect(ran.stdout).toMatch(/Resuming copy at \d+ bytes, retry 1\/1\n/);
      expect(names(`x${after}`)).toEqual(names("from"));
      expect(readFileSync(at(`x${after}`, "a")).equals(BIG)).toBe(true);
    }
  });

  test("goes on as often as is said, and fails then", async () => {
    const cut = () => ({ way: "here", after: 300 }) as const;
    const ran = await cp([`a:${at("from", "a")}`, at("x"), "--retries=2"], { cut });
    expect([ran.code, ran.commands.length, existsSync(at("x"))]).toEqual([1, 3, false]);
  });

  test("does not go on with a file that has changed meanwhile", async () => {
    const cut = (program: string) => {
      if (program === "tar") return { way: "here", after: 100_000 } as const;
      writeFileSync(at("from", "a"), `${BIG}more`);
      return undefined;
    };
    const ran = await cp([`a:${at("from", "a")}`, at("x"), "--retries=3"], { cut });
    expect([ran.code, existsSync(at("x"))]).toEqual([1, false]);
    expect(ran.stderr).toContain("has changed since the connection broke");
  });
});

describe.skipIf(process.platform === "win32")("without tar", () => {
  test("a file goes both ways", async () => {
    expect((await cp([`a:${at("from", "a")}`, at("x")], { without: ["tar"] })).code).toBe(0);
    expect(readFileSync(at("x")).equals(BIG)).toBe(true);
    expect((await cp([at("from", "a"), `a:${at("to")}`], { without: ["tar"] })).code).toBe(0);
    expect(readFileSync(at("to", "a")).equals(BIG)).toBe(true);
    expect(names("to")).toEqual(["a"]);
  });

  test("a folder does not, and says why", async () => {
    const here = await cp([`a:${at("from")}`, at("x")], { without: ["tar"] });
    expect([here.code, existsSync(at("x"))]).toEqual([1, false]);
    expect(here.stderr).toContain("folders need tar");
    const there = await cp([at("from"), `a:${at("to")}`], { without: ["tar"] });
    expect([there.code, there.stderr]).toEqual([1, expect.stringContaining("its container has no tar")]);
  });

  test("an image without a shell is told as that", async () => {
    const without = ["tar", "cat", "sh", "test"];
    const here = await cp([`a:${at("from", "a")}`, at("x")], { without });
    expect([here.code, here.stderr]).toEqual([1, expect.stringContaining("neither tar nor cat")]);
    const there = await cp([at("from", "a"), `a:${at("to", "x")}`], { without });
    expect([there.code, there.stderr]).toEqual([1, expect.stringContaining("neither tar nor sh")]);
  });

  test("a cut leaves nothing that passes for the file", async () => {
    for (const after of offsets(BIG.length, 10)) {
      const cut = (program: string) => (/cat|sh/.test(program) ? ({ way: "here", after } as const) : undefined);
      const ran = await cp([`a:${at("from", "a")}`, at("x")], { without: ["tar"], cut });
      expect([after, ran.code, existsSync(at("x"))]).toEqual([after, 1, false]);
      const back = (program: string) => (/cat|sh/.test(program) ? ({ way: "there", after } as const) : undefined);
      const there = await cp([at("from", "a"), `a:${at("to", "x")}`], { without: ["tar"], cut: back });
      expect([after, there.code, existsSync(at("to", "x"))]).toEqual([after, 1, false]);
    }
  });
});

describe.skipIf(process.platform === "win32")("--verify", () => {
  test("is content with what is the same, both ways", async () => {
    expect((await cp(["--verify", at("from"), `a:${at("to", "new")}`])).code).toBe(0);
    const here = await cp(["--verify", `a:${at("from")}`, at("back")]);
    expect([here.code, here.commands.at(-1)?.length]).toEqual([0, 3]);
    expect((await cp(["--verify", `a:${at("from", "a")}`, at("x")], { without: ["tar"] })).code).toBe(0);
  });

  test("tells what differs", async () => {
    const cut = (program: string) => {
      if (program === "sha256sum") writeFileSync(at("from", "a"), "changed");
      return undefined;
    };
    const ran = await cp(["--verify", `a:${at("from")}`, at("x")], { cut });
    expect([ran.code, ran.stderr]).toEqual([
      1,
      `error: a:${at("from")} was not copied as it is now: ${at("from", "a")} differs\n`,
    ]);
  });

  test("needs a program there", async () => {
    const ran = await cp(["--verify", `a:${at("from", "a")}`, at("x")], { without: ["sha256sum"] });
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining("its container has no sha256sum")]);
  });
});

describe.skipIf(process.platform === "win32")("--resume", () => {
  test("goes on here with what a cut left", async () => {
    const cut = (program: string, nth: number) =>
      program === "sh" && nth === 0 ? ({ way: "here", after: 100_000 } as const) : undefined;
    const first = await cp(["--resume", `a:${at("from", "a")}`, at("x")], { cut });
    const came = statSync(at("x.part")).size;
    expect([first.code, existsSync(at("x")), came > 0]).toEqual([1, false, true]);
    const second = await cp(["--resume", `a:${at("from", "a")}`, at("x")]);
    expect(second).toMatchObject({ code: 0, stdout: `Resuming copy at ${came} bytes\n`, stderr: "" });
    expect(readFileSync(at("x")).equals(BIG)).toBe(true);
    expect(existsSync(at("x.part"))).toBe(false);
  });

  test("starts again when the file is another one", async () => {
    writeFileSync(at("x.part"), "something else");
    expect(await cp(["--resume", `a:${at("from", "a")}`, at("x")])).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(at("x")).equals(BIG)).toBe(true);
  });

  test("goes on there, too", async () => {
    writeFileSync(at("to", "a.part"), BIG.subarray(0, 60_000));
    const ran = await cp(["--resume", at("from", "a"), `a:${at("to")}`]);
    expect(ran).toMatchObject({ code: 0, stdout: "Resuming copy at 60000 bytes\n", stderr: "" });
    expect(readFileSync(at("to", "a")).equals(BIG)).toBe(true);
    writeFileSync(at("to", "a.part"), "something else");
    expect(await cp(["--resume", at("from", "a"), `a:${at("to")}`])).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(at("to", "a")).equals(BIG)).toBe(true);
    expect(names("to")).toEqual(["a"]);
  });

  test("is for single files, and never takes the place of anything else", async () => {
    expect((await cp(["--resume", `a:${at("from")}`, at("x")])).code).toBe(1);
    expect((await cp(["--resume", at("from"), `a:${at("to")}`])).code).toBe(1);
    symlinkSync(at("from", "a"), at("link"));
    symlinkSync(at("from", "a"), at("y.part"));
    for (const place of ["link", "y"]) {
      const ran = await cp(["--resume", `a:${at("from", "a")}`, at(place)]);
      expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining("cannot be resumed")]);
    }
    expect(readFileSync(at("from", "a")).equals(BIG)).toBe(true);
  });
});
