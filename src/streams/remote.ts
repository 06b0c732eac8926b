import type { Socket } from "../client/websocket.ts";
import { ConnectionError } from "../core/errors.ts";
import type { Output, TerminalSize } from "../core/world.ts";
import { endFrame, readFrame, resizeFrame, STATUS, STDERR, STDIN, STDOUT, writeFrame } from "./channels.ts";
import { exitCodeOf } from "./result.ts";

/** What is connected with a command that runs elsewhere. */
export interface Ends {
  /** What it reads; undefined gives it nothing. */
  readonly stdin: AsyncIterable<Uint8Array> | undefined;
  /** The sizes of its terminal, the first at once; undefined where it has none. */
  readonly sizes: AsyncIterable<TerminalSize> | undefined;
}

/** Where its output goes; a `flush` that fails ends it. */
export interface Outlets {
  readonly streams: { readonly [name in "stdout" | "stderr"]: Pick<Output, "write" | "flush"> };
}

/**
 * Plays a remote command to its end and resolves to its exit code. Throws kubectl's error when it could not be run, and
 * ConnectionError when the connection ends before its result is there.
 */
export async function playRemote(socket: Socket, { stdin, sizes }: Ends, outlets: Outlets): Promise<number> {
  const { stdout, stderr } = outlets.streams;
  const status: Buffer[] = [];
  void pump(stdin, socket).catch(() => undefined);
  void resize(sizes, socket).catch(() => undefined);
  try {
    for await (const message of socket.messages()) {
      const { channel, data } = readFrame(message);
      if (channel === STATUS) status.push(data);
      const output = channel === STDOUT ? stdout : channel === STDERR ? stderr : undefined;
      if (!output || data.length === 0) continue;
      output.write(data);
      await output.flush();
    }
  } catch (error) {
    // What is still to come is not waited for.
    socket.terminate();
    if (Buffer.concat(status).length === 0 || !(error instanceof ConnectionError)) throw error;
  } finally {
    socket.close();
  }
  const text = Buffer.concat(status).toString("utf8");
  if (text === "") throw new ConnectionError("unexpected EOF");
  return exitCodeOf(text);
}

async function pump(stdin: AsyncIterable<Uint8Array> | undefined, socket: Socket): Promise<void> {
  if (!stdin) return;
  for await (const chunk of stdin) await socket.send(writeFrame(STDIN, chunk));
  const end = endFrame(socket.protocol, STDIN);
  if (end) await socket.send(end);
}

async function resize(sizes: AsyncIterable<TerminalSize> | undefined, socket: Socket): Promise<void> {
  if (sizes) for await (const size of sizes) await socket.send(resizeFrame(size));
}
