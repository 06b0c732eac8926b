import type { Channel } from "../http/web-socket.ts";
import { Exit, Interrupted } from "../shell/task.ts";
import { chunksOf, type Pipe, pipe } from "./pipe.ts";
import { endStatus } from "./status.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

export const PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

const [STDIN, STATUS, RESIZE, CLOSE] = [0, 3, 4, 255];
/** The outputs of a program, as the protocol counts them. */
export const [STDOUT, STDERR] = [1, 2];

/** The streams that a client asked for. */
export interface Wanted {
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** What a program is connected with. */
export interface Ends {
  readonly stdin: Pipe;
  readonly out: (chunk: Uint8Array | string) => Promise<void>;
  readonly err: (chunk: Uint8Array | string) => Promise<void>;
  /** For what runs in front now; a new one after each Ctrl-C. */
  readonly nextSignal: () => AbortSignal;
  readonly terminal: Terminal | undefined;
  /** Ends whatever runs, for good. */
  kill(): void;
}

/** Makes a program's ends; `send` gets what it prints, as a terminal shows it where there is one. */
export function openEnds(tty: boolean, send: (stream: number, data: Buffer) => Promise<void>): Ends {
  let front = new AbortController();
  let killed: Exit | undefined;
  const interrupt = () => front.abort(new Interrupted("interrupted"));
  const terminal = tty ? openTerminal((bytes) => send(STDOUT, bytes), interrupt) : undefined;
  const stdin = terminal?.stdin ?? pipe();
  const to = (stream: number) => (chunk: Uint8Array | string) =>
    terminal ? send(STDOUT, terminal.shown(chunk)) : send(stream, Buffer.from(chunk as Uint8Array));
  return {
    stdin,
    out: to(STDOUT),
    err: to(STDERR),
    nextSignal() {
      front = new AbortController();
      if (killed) front.abort(killed);
      return front.signal;
    },
    terminal,
    kill() {
      killed = new Exit(137);
      front.abort(killed);
      stdin.end();
    },
  };
}

/** Runs a program for one client, and tells how it ended: a code, or a status in words. */
export async function playRemote(
  channel: Channel,
  { stdin, tty }: Wanted,
  run: (ends: Ends) => Promise<number | string>,
): Promise<void> {
  const ends = openEnds(tty, (stream, data) => sendTo(channel, stream, data));
  if (!stdin) ends.stdin.end();
  void receive(channel, ends, () => ends.stdin.end()).then(ends.kill, ends.kill);
  const ended = await codeOf(run(ends));
  await sendStatus(channel, typeof ended === "number" ? endStatus(ended) : ended);
}

/** What a program ended with, killed or interrupted ones included. */
export const codeOf = <T>(running: Promise<T>): Promise<T | number> =>
  running.catch((error) => {
    if (error instanceof Exit) return error.code;
    if (error instanceof Interrupted) return 130;
    throw error;
  });

export const sendTo = (channel: Channel, stream: number, data: Uint8Array): Promise<void> =>
  channel.send(Buffer.concat([Buffer.from([stream]), data]));

/** Tells the result, the last thing that is said. */
export const sendStatus = (channel: Channel, status: string): Promise<void> =>
  sendTo(channel, STATUS, Buffer.from(status));

/** Gives a program what a client sends, until the client has gone; `ended` is called when its input has. */
export async function receive({ messages }: Channel, { stdin, terminal }: Ends, ended: () => void): Promise<void> {
  for await (const message of chunksOf(messages)) {
    const data = message.subarray(1);
    if (message[0] === STDIN) await (terminal ? terminal.type(data) : stdin.write(data));
    else if (message[0] === RESIZE) terminal?.resize(data.toString("utf8"));
    else if (message[0] === CLOSE && data[0] === STDIN) ended();
  }
}
