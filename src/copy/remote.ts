import type { Cluster } from "../client/cluster.ts";
import { CliError } from "../core/errors.ts";
import type { KubeObject } from "../core/object.ts";
import { V4, V5 } from "../streams/channels.ts";
import { execPath } from "../streams/exec-path.ts";
import { playRemote } from "../streams/remote.ts";

/** Takes bytes; a promise that fails ends the command they come from. */
export type Take = (data: Buffer) => Promise<void>;

export interface Piped {
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly stdout: Take;
  readonly stderr: Take;
}

/** A container that commands are run in. */
export interface Remote {
  /** Runs a command to its end and resolves to its exit code; throws as playRemote, and MissingProgram. */
  run(command: readonly string[], piped: Piped): Promise<number>;
}

/** The container has no program of that name. */
export class MissingProgram extends CliError {}

/** What container runtimes say of it. */
const MISSING = /executable file not found|exec: "[^"]*": stat [^:]*: no such file/;

/** Drops what it is given. */
export const nowhere: Take = async () => undefined;

export const remoteOf = (cluster: Cluster, pod: KubeObject, container: string): Remote => ({
  async run(command, { stdin, stdout, stderr }) {
    const path = execPath(pod, { container, command, stdin: stdin !== undefined, tty: false });
    const socket = await cluster.upgrade(path, [V5, V4]);
    let failure: unknown;
    const input =
      stdin &&
      guarded(stdin, (error) => {
        failure = error;
        socket.terminate();
      });
    try {
      const streams = { stdout: sink(stdout), stderr: sink(stderr) };
      return await playRemote(socket, { stdin: input, sizes: undefined }, { streams });
    } catch (error) {
      if (failure) throw failure;
      if (error instanceof CliError && MISSING.test(error.message)) throw new MissingProgram(error.message);
      throw error;
    }
  },
});

/** Input that cannot be read to its end must not look as if it had ended. */
async function* guarded(source: AsyncIterable<Uint8Array>, fail: (error: unknown) => void): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    fail(error);
    throw error;
  }
}

function sink(take: Take) {
  let taken: Promise<void> = Promise.resolve();
  return {
    write: (chunk: string | Uint8Array) => {
      taken = take(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
      taken.catch(() => undefined);
    },
    flush: () => taken,
  };
}
