import type { Channel } from "../http/web-socket.ts";
import { Exit, Interrupted } from "../shell/task.ts";
import { chunksOf, type Pipe, pipe } from "./pipe.ts";
import { endStatus } from "./status.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

export const PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

const [STDIN, STDOUT, STDERR, STATUS, RESIZE, CLOSE] = [0, 1, 2, 3, 4, 255];

/** The streams that a client asked for. */
export interface Wanted {
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** A client's streams as a program sees them. */
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

/** Runs a program with a client's streams, and tells how it ended: a code, or a status in words. */
export async function playRemote(
  channel: Channel,
  wanted: Wanted,
  run: (ends: Ends) => Promise<number | string>,
): Promise<void> {
  const ends = connect(channel, wanted);
  const ended = await run(ends).catch((error) => {
    if (error instanceof Exit) return error.code;
    if (error instanceof Interrupted) return 130;
    throw error;
  });
  const status = typeof ended === "number" ? endStatus(ended) : ended;
  await channel.send(frame(STATUS, Buffer.from(status)));
}

const frame = (stream: number, data: Uint8Array): Buffer => Buffer.concat([Buffer.from([stream]), data]);

function connect(channel: Channel, { stdin: hasInput, tty }: Wanted): Ends {
  const killer = new AbortController();
  let front = new AbortController();
  const send = (stream: number) => (chunk: Uint8Array | string) =>
    channel.send(frame(stream, Buffer.from(chunk as Uint8Array)));
  const out = send(STDOUT);
  const terminal = tty ? openTerminal(out, () => front.abort(new Interrupted("interrupted"))) : undefined;
  const plain = pipe();
  const stdin = terminal?.stdin ?? plain;
  if (!hasInput) stdin.end();
  const kill = () => {
    killer.abort(new Exit(137));
    front.abort(killer.signal.reason);
    stdin.end();
  };
  void receive(channel, terminal, stdin).then(kill, kill);
  const show = terminal && ((chunk: Uint8Array | string) => out(terminal.shown(chunk)));
  return {
    stdin,
    out: show ?? out,
    err: show ?? send(STDERR),
    nextSignal() {
      front = new AbortController();
      if (killer.signal.aborted) front.abort(killer.signal.reason);
      return front.signal;
    },
    terminal,
    kill,
  };
}

/** Until the client has gone. */
async function receive({ messages }: Channel, terminal: Terminal | undefined, stdin: Pipe): Promise<void> {
  for await (const message of chunksOf(messages)) {
    const data = message.subarray(1);
    if (message[0] === STDIN) await (terminal ? terminal.type(data) : stdin.write(data));
    else if (message[0] === RESIZE) terminal?.resize(data.toString("utf8"));
    else if (message[0] === CLOSE && data[0] === STDIN) stdin.end();
  }
}
