import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { driven, hasTerminals, type Step } from "../helpers/terminal.ts";
import { openWire, type Wire } from "../sandbox/wire.ts";

const PODS = "/api/v1/namespaces/default/pods";
const PROMPT: Step = ["until", "/ # "];
const WARNED: Step = ["until", "try pressing enter.\r\n"];

describe.skipIf(!hasTerminals)("in a terminal (needs python3)", () => {
  let wire: Wire;
  let folder: string;
  let kubeconfig: string;

  beforeAll(async () => {
    wire = await openWire();
    folder = mkdtempSync(join(tmpdir(), "kctl-terminals-"));
    kubeconfig = join(folder, "kubeconfig");
    writeFileSync(kubeconfig, wire.serving.kubeconfig);
    const shells = Array.from({ length: 6 }, (_, at) => `shell-${at}`);
    for (const name of shells) {
      const spec = { containers: [{ name: "main", image: "busybox", stdin: true, tty: true }] };
      await wire.ask("POST", PODS, { body: { apiVersion: "v1", kind: "Pod", metadata: { name }, spec } });
    }
    for (const name of shells) await isRunning(name);
  });
  afterAll(async () => {
    await wire?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const phaseOf = async (name: string, where = wire) =>
    ((await where.ask("GET", `${PODS}/${name}`)).json as { status?: { phase?: string } }).status?.phase;
  const isRunning = async (name: string, where = wire) => {
    while ((await phaseOf(name, where)) !== "Running") await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const play = (steps: readonly Step[], ...args: readonly string[]) =>
    driven(steps, args, { KUBECONFIG: kubeconfig, HOME: folder });

  test("exec -it: keys as they are, the size and its changes, Ctrl-C for the other side, the exit code", async () => {
    const { output, code, modes, lost } = await play(
      [
        PROMPT,
        ["modes"],
        ["type", "stty size\r"],
        ["until", "24 80\r\n"],
        PROMPT,
        ["size", 33, 99],
        ["modes"],
        ["type", "stty size\r"],
        ["until", "33 99\r\n"],
        PROMPT,
        ["type", "sleep 1000\r"],
        ["until", "sleep 1000\r\n"],
        ["type", "\u0003"],
        ["until", "^C\r\n"],
        PROMPT,
        ["type", "exit 7\r"],
        ["end"],
        ["modes"],
      ],
      "exec",
      "-it",
      "shell-0",
      "--",
      "sh",
    );
    expect([lost, code, modes]).toEqual([null, 7, ["raw", "raw", "usual"]]);
    expect(output.endsWith("exit 7\r\ncommand terminated with exit code 7\r\n")).toBe(true);
  });

  test("attach -it: detach keys leave it running, and the next one finds it as it was", async () => {
    const first = await play(
      [WARNED, PROMPT, ["type", "X=kept\r"], PROMPT, ["modes"], ["type", "\u0010\u0011"], ["end"], ["modes"]],
      "attach",
      "-it",
      "shell-1",
    );
    expect([first.lost, first.code, first.modes]).toEqual([null, 0, ["raw", "usual"]]);
    expect(first.output).toContain(
      "Session ended, resume using 'kctl attach shell-1 -c main -n default -i -t' command\r\n",
    );
    const second = await play(
      [WARNED, ["modes"], ["type", "echo $X\r"], ["until", "kept\r\n"], ["type", "d"], ["end"]],
      "attach",
      "-it",
      "shell-1",
      "--detach-keys=d",
    );
    expect([second.lost, second.code]).toEqual([null, 0]);
    expect(await phaseOf("shell-1")).toBe("Running");
  });

  test("attach -it: keys that cannot be keys", async () => {
    const { output, code, modes } = await play(
      [["end"], ["modes"]],
      "attach",
      "-it",
      "shell-2",
      "--detach-keys=ctrl-1",
    );
    expect([code, modes]).toEqual([1, ["usual"]]);
    expect(output).toContain("error: could not bind detach keys: Unknown character: 'ctrl-1'\r\n");
  });

  test.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ])("the terminal is as before after %s", async (signal, expected) => {
    const exec = await play(
      [PROMPT, ["modes"], ["kill", signal], ["end"], ["modes"]],
      "exec",
      "-it",
      "shell-3",
      "--",
      "sh",
    );
    expect([exec.lost, exec.code, exec.modes]).toEqual([null, expected, ["raw", "usual"]]);
    const attach = await play([WARNED, ["modes"], ["kill", signal], ["end"], ["modes"]], "attach", "-it", "shell-4");
    expect([attach.lost, attach.code, attach.modes]).toEqual([null, expected, ["raw", "usual"]]);
  });

  test("the terminal is as before when the server goes away", async () => {
    const other = await openWire();
    writeFileSync(`${kubeconfig}-2`, other.serving.kubeconfig);
    const spec = { containers: [{ name: "main", image: "busybox" }] };
    await other.ask("POST", PODS, { body: { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec } });
    await isRunning("a", other);
    const playing = driven(
      [PROMPT, ["modes"], ["tell"], ["end"], ["modes"]],
      ["exec", "-it", "a", "--", "sh"],
      { KUBECONFIG: `${kubeconfig}-2`, HOME: folder },
      () => void other.close(),
    );
    const { code, modes, output } = await playing;
    expect([code, modes]).toEqual([1, ["raw", "usual"]]);
    expect(output).toContain("error: unexpected EOF");
  });

  test("run -it --rm: a shell of one's own, its exit code, and nothing left", async () => {
    const { output, code, modes, lost } = await play(
      [
        WARNED,
        PROMPT,
        ["modes"],
        ["type", "hostname\r"],
        ["until", "mine\r\n"],
        PROMPT,
        ["type", "exit 6\r"],
        ["end"],
        ["modes"],
      ],
      "run",
      "mine",
      "-it",
      "--rm",
      "--restart=Never",
      "--image=busybox",
    );
    expect([lost, code, modes]).toEqual([null, 6, ["raw", "usual"]]);
    expect(output).toContain('pod "mine" deleted from default namespace\r\npod default/mine terminated (Error)\r\n');
  });

  test("debug -it: a shell beside the others, Ctrl-C goes to it", async () => {
    const { output, code, modes, lost } = await play(
      [
        WARNED,
        PROMPT,
        ["modes"],
        ["type", "sleep 1000\r"],
        ["until", "sleep 1000\r\n"],
        ["type", "\u0003"],
        ["until", "^C\r\n"],
        PROMPT,
        ["type", "exit\r"],
        ["end"],
        ["modes"],
      ],
      "debug",
      "shell-5",
      "-it",
      "--image=busybox",
      "-c",
      "dbg",
    );
    expect([lost, code, modes]).toEqual([null, 0, ["raw", "usual"]]);
    expect(output).toContain("Session ended, resume using 'kctl attach shell-5 -c dbg -n default -i -t' command\r\n");
  });
});
