import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../../src/main.ts";
import { recordingWorld } from "./world.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Home {
  readonly folder: string;
  /** Writes a file below the folder and gives its path. */
  write(name: string, text: string | Buffer, mode?: number): string;
  read(name: string): string;
  /** Runs one command line here; `env` comes on top of a small environment, HOME in it is the folder. */
  run(args: readonly string[], parts?: RunParts): Promise<Ran>;
  remove(): void;
}

export interface RunParts {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/**
 * A folder of its own, home and current folder at once. With $KUBECTL naming a real kubectl its answers are given instead
 * of ours: this is how the expected texts of the tables were made, and how they can be checked.
 */
export function makeHome(): Home {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kctl-home-")));
  return {
    folder,
    write(name, text, mode = 0o600) {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode });
      return file;
    },
    read: (name) => readFileSync(join(folder, name), "utf8"),
    run: (args, parts = {}) =>
      process.env.KUBECTL ? judge(process.env.KUBECTL, folder, args, parts) : perform(folder, args, parts),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const isJudge = Boolean(process.env.KUBECTL);

const environment = (folder: string, { env = {} }: RunParts): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  HOME: folder,
  ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replaceAll("HOME", folder)])),
});

async function perform(folder: string, args: readonly string[], parts: RunParts): Promise<Ran> {
  const recorded = recordingWorld({
    cwd: folder,
    home: folder,
    env: environment(folder, parts),
    input: parts.input ?? "",
    uid: process.getuid?.(),
    now: Date.now,
  });
  const code = await main(args, recorded.world);
  return { code, stdout: level(recorded.stdout(), folder), stderr: level(recorded.stderr(), folder) };
}

function judge(kubectl: string, folder: string, args: readonly string[], parts: RunParts): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(kubectl, args, { cwd: folder, env: environment(folder, parts), argv0: "kubectl" });
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out?.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err?.push(chunk));
    child.stdin.on("error", () => undefined).end(parts.input ?? "");
    child.on("error", reject);
    child.on("close", (code) => {
      const text = (chunks: Buffer[] | undefined) => level(Buffer.concat(chunks ?? []).toString("utf8"), folder);
      // klog's own lines are a row of docs/differences.md.
      const stderr = text(err).replace(/^[EIW]\d{4} [\d:.]+ +\d+ \w+\.go:\d+\] .*\n(?:\t.*\n)*(?: >.*\n)?/gm, "");
      resolve({ code: code ?? -1, stdout: text(out), stderr });
    });
  });
}

/** What differs from run to run: folders and ports. */
const level = (text: string, folder: string): string =>
  text.replaceAll(folder, "HOME").replace(/(127\.0\.0\.1|localhost):\d{4,5}\b/g, "$1:PORT");
