import type { World } from "../../src/core/world.ts";

export interface Recorded {
  readonly world: World;
  stdout(): string;
  stderr(): string;
}

/** A world of its own: everything written is kept, nothing outside is touched. */
export function recordingWorld(
  parts: Partial<World> & { readonly input?: string | Uint8Array; readonly terminal?: boolean } = {},
): Recorded {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const sink = (chunks: Buffer[]) => ({
    write: (chunk: string | Uint8Array) => void chunks.push(Buffer.from(chunk)),
    flush: async () => undefined,
    isTerminal: parts.terminal ?? false,
  });
  const input = parts.input ?? "";
  const lines = Buffer.from(input)
    .toString("utf8")
    .split("\n")
    .filter((line, at, all) => line !== "" || at < all.length - 1);
  const { input: _, terminal: __, ...rest } = parts;
  const world: World = {
    name: "kubectl",
    self: [process.execPath, "bin/kctl.js"],
    streams: {
      stdin: {
        readAll: async () => Buffer.from(input),
        readLine: async () => lines.shift(),
        async *chunks() {
          yield Buffer.from(input);
        },
        setRaw() {},
        isTerminal: false,
      },
      stdout: sink(out),
      stderr: sink(err),
    },
    env: {},
    cwd: "/nowhere",
    home: "/nowhere",
    platform: "linux",
    arch: "amd64",
    runtime: "node v20.18.1",
    pid: 4711,
    kill: () => false,
    uid: undefined,
    now: () => 1_800_000_000_000,
    signal: new AbortController().signal,
    endsOnInterrupt() {},
    columns: undefined,
    async *terminalSizes() {},
    ...rest,
  };
  const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
  return { world, stdout: () => text(out), stderr: () => text(err) };
}
