import { describe, expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { json, type Script, says, shortBody, shortChunk, status, stream } from "../helpers/fault-server.ts";

const BASE = "/api/v1/namespaces/default/pods";
const pod = (name: string, ...containers: string[]) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default" },
  spec: { containers: containers.map((one) => ({ name: one })) },
});
const LINES = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join("");
const of = (log: Script[string], more: Script = {}): Script => ({
  [`GET ${BASE}/a`]: json(pod("a", "main")),
  [`GET ${BASE}/a/log`]: log,
  ...more,
});

describe("a cut connection never ends with 0", () => {
  const offsets = Array.from({ length: 100 }, (_, at) => at * 3);
  const cuts = [
    ["of known length", shortBody, [], ""],
    ["in chunks", shortChunk, [], ""],
    ["that is followed", shortChunk, ["-f"], "unexpected EOF\n"],
  ] as const;

  test.each(cuts)("a log %s, at many bytes", async (_, short, flags, first) => {
    for (const at of offsets) {
      const { code, stdout, stderr } = await converse({ script: of(short(LINES, at)), args: ["logs", "a", ...flags] });
      expect([at, code, stderr]).toEqual([at, 1, `${first}error: unexpected EOF\n`]);
      expect(LINES.startsWith(stdout)).toBe(true);
      expect(stdout).toBe(LINES.slice(0, at));
    }
  });

  test("while it is followed", async () => {
    const script = of(stream(["one\n", "two\n", "half"], true));
    const { code, stdout, stderr } = await converse({ script, args: ["logs", "-f", "a"] });
    expect([code, stdout, stderr]).toEqual([1, "one\ntwo\nhalf", "unexpected EOF\nerror: unexpected EOF\n"]);
  });
});

test("bytes pass unchanged, whatever they are", async () => {
  const bytes = "\u001b[2J\u0000\u0007 no end";
  const { stdout } = await converse({ script: of(says(200, bytes, {})), args: ["logs", "a"] });
  expect(stdout).toBe(bytes);
});

test("several followed at once never break each other's lines", async () => {
  const script: Script = {
    [`GET ${BASE}`]: json({ kind: "PodList", apiVersion: "v1", metadata: {}, items: [pod("a", "x"), pod("b", "x")] }),
    [`GET ${BASE}/a/log`]: stream(["a1", "a2\na", "3\n"]),
    [`GET ${BASE}/b/log`]: stream(["b1", "b2\nb", "3\n"]),
  };
  const { code, stdout } = await converse({ script, args: ["logs", "-f", "-l", "app=x", "--prefix"] });
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines.sort()).toEqual(["", "[pod/a/x] a1a2", "[pod/a/x] a3", "[pod/b/x] b1b2", "[pod/b/x] b3"]);
});

test("a followed container that has not started is asked again", async () => {
  const waiting = status(400, "BadRequest", 'container "main" in pod "a" is waiting to start: ContainerCreating');
  const script = of([waiting, says(200, "here\n", {})]);
  const { code, stdout, stderr } = await converse({ script, args: ["logs", "-f", "a"] });
  expect([code, stdout]).toEqual([0, "here\n"]);
  expect(stderr).toBe('container "main" in pod "a" is waiting to start: ContainerCreating\n');
});

test("a node that cannot be reached", async () => {
  const script = of(status(500, "InternalError", "dial tcp 10.0.0.1:10250: i/o timeout"));
  const { code, stdout, stderr } = await converse({ script, args: ["logs", "a"] });
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toBe("Error from server (InternalError): dial tcp 10.0.0.1:10250: i/o timeout\n");
});
