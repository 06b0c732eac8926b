// One WebSocket to the node of a pod that carries frames of SPDY (SPDY/3.1+portforward.k8s.io). The other way would be a
// WebSocket of its own per connection (v4.channel.k8s.io). Both were tried on a real node (kubelet 1.36, containerd 2.4):
// - v4 has no word for "I have said all": an empty message and v5's word are taken for nothing, and a close ends both
//   directions, so that an answer on its way is lost. In the tunnel each direction of a stream has an end of its own.
// - The pod's end comes through both ways, a second after the pod has closed: the node gives the other direction that long.
// - In the tunnel, too, the node passes our end on as the end of everything, a second later. See carry.ts for that.

import type { Socket } from "../client/websocket.ts";
import { dataHead, type Event, frameReader, headerBlocks, openFrame, pingFrame, resetFrame } from "../core/spdy.ts";
import { type Ending, type Pair, type PairEvents, pairOf } from "./pair.ts";

export const PROTOCOL = "SPDY/3.1+portforward.k8s.io";

/** How often the other side is asked whether it is still there, and how many times it may give no answer. */
const PING_PERIOD = 10_000;
const MOST_UNANSWERED = 3;

export interface Tunnel {
  /** Begins a connection to a port of the pod; `receive` takes its bytes and resolves when there is room for more. */
  connect(port: number, receive: (data: Buffer) => Promise<void> | undefined): Pair;
  /** How many connections are in it that are not on their way out. */
  readonly load: number;
  /** Whether none is left in it. */
  readonly isEmpty: boolean;
  readonly isOver: boolean;
  /** Settles when the tunnel has ended. */
  readonly over: Promise<void>;
  close(): void;
}

/** Speaks through an open socket. */
export function makeTunnel(socket: Socket): Tunnel {
  const blocks = headerBlocks();
  const pairs = new Map<number, PairEvents>();
  const send = (bytes: Uint8Array) => socket.send(bytes);
  let nextStream = 1;
  let requests = 0;
  let isOver = false;
  let unanswered = 0;
  const timer = setInterval(() => {
    // Where somebody reads slowly, answers may take as long as they like.
    if (pairs.size === 0 && unanswered >= MOST_UNANSWERED) return socket.terminate();
    unanswered++;
    void send(pingFrame(1));
  }, PING_PERIOD);
  timer.unref();

  async function take(event: Event): Promise<void> {
    if (event.kind === "going") return;
    // Numbers that we give are odd; the others want to come back.
    if (event.kind === "ping") return event.number % 2 === 0 ? await send(pingFrame(event.number)) : undefined;
    await pairs.get(event.stream)?.take(event);
  }

  async function listen(): Promise<void> {
    const read = frameReader();
    try {
      for await (const message of socket.messages()) {
        unanswered = 0;
        for (const event of read(message)) await take(event);
      }
    } catch {
      // What was not complete is told by every pair.
    }
    isOver = true;
    clearInterval(timer);
    socket.terminate();
    for (const pair of new Set(pairs.values())) pair.cut();
  }

  return {
    connect(port, receive) {
      const [error, data] = [nextStream, nextStream + 2];
      nextStream += 4;
      const headers = { port: String(port), requestid: String(requests++) };
      const pair = pairOf({
        streams: { error, data },
        receive,
        send: (chunk) => send(Buffer.concat([dataHead(data, chunk.length), chunk])),
        finish: () => void send(dataHead(data, 0, true)),
        reset: () => void send(resetFrame(data)),
        forget() {
          pairs.delete(error);
          pairs.delete(data);
        },
      });
      pairs.set(error, pair.events);
      pairs.set(data, pair.events);
      void send(openFrame(error, blocks({ streamtype: "error", ...headers }), true));
      void send(openFrame(data, blocks({ streamtype: "data", ...headers }), false));
      if (isOver) pair.events.cut();
      return pair.pair;
    },
    get load() {
      return [...new Set(pairs.values())].filter((pair) => !pair.isLeaving).length;
    },
    get isEmpty() {
      return pairs.size === 0;
    },
    get isOver() {
      return isOver;
    },
    over: listen(),
    close: () => socket.close(),
  };
}

export type { Ending, Pair };
