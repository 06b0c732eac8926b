import { setTimeout as sleep } from "node:timers/promises";
import { CliError, ConnectionError } from "../core/errors.ts";
import { BLOCK } from "../core/tar/blocks.ts";
import type { Flow } from "./flow.ts";
import type { Remote, Take } from "./remote.ts";

/** The entry that was being read when the connection broke: where it begins, and its first block. */
export interface Mark {
  readonly start: number;
  readonly block: Buffer;
}

export interface Resuming {
  readonly path: string;
  /** How often a broken connection is opened again; a negative number is for ever. */
  readonly retries: number;
  readonly mark: () => Mark | undefined;
  readonly stderr: Take;
  /** Tells that copying goes on. */
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
  readonly count: (bytes: number) => void;
}

const PAUSE = 200;
const LONGEST_PAUSE = 5000;

/**
 * Lets the container's tar write into `flow`, and resolves to its exit code. After a broken connection tar starts once more
 * and what is already here is passed over, if the file that was under way is still the same.
 */
export async function feedTar(remote: Remote, flow: Flow, resuming: Resuming): Promise<number> {
  const { path, retries, mark, stderr, tell, signal, count } = resuming;
  let received = 0;
  for (let tries = 0; ; ) {
    if (received > 0) await flow.idle();
    const from = received > 0 ? (mark() ?? { start: 0, block: undefined }) : undefined;
    const compare = from && comparing(from.block, path);
    const stdout: Take = async (data) => {
      const fresh = compare ? compare(data) : data;
      received += fresh.length;
      count(fresh.length);
      if (fresh.length > 0) await flow.put(fresh);
    };
    try {
      return await remote.run(from ? goOn(path, from.start, received) : ["tar", "cf", "-", path], { stdout, stderr });
    } catch (error) {
      const isOver = !(error instanceof ConnectionError) || signal.aborted || (retries >= 0 && tries >= retries);
      if (isOver) throw error;
      tries += 1;
      tell(`Resuming copy at ${received} bytes, retry ${tries}/${retries}\n`);
      await sleep(Math.min(PAUSE * tries, LONGEST_PAUSE), undefined, { signal });
    }
  }
}

/** The first block of the entry under way, then what is missing; the exit code is that of tar. */
const SCRIPT = `tar cf - "$1" 2>/dev/null | tail -c+"$2" | head -c ${BLOCK}
exec 4>&1
code=$({ { tar cf - "$1"; echo $? >&3; } | tail -c+"$3" >&4; } 3>&1)
exit "$code"`;

const goOn = (path: string, start: number, received: number): string[] => [
  "sh",
  "-c",
  SCRIPT,
  "sh",
  path,
  `${start + 1}`,
  `${received + 1}`,
];

/** Holds back a first block, which has to be this one where it is known. */
function comparing(block: Buffer | undefined, path: string): (data: Buffer) => Buffer {
  let at = 0;
  return (data) => {
    const head = data.subarray(0, BLOCK - at);
    if (block && !head.equals(block.subarray(at, at + head.length))) {
      throw new CliError(`${path} has changed since the connection broke, and cannot be resumed`);
    }
    at += head.length;
    return data.subarray(head.length);
  };
}
