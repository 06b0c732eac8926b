// The two streams of one connection: its bytes, and what goes wrong with it.

import type { Event } from "../core/spdy.ts";

/** How a connection came to its end: closed by the pod, failed there, or broken off on the way. */
export type Ending =
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "cut" };

export interface Pair {
  /** Sends bytes into the pod; resolves when there is room for more. */
  send(chunk: Buffer): Promise<void>;
  /** Nothing more will be sent; the pod is not told yet. */
  rest(): void;
  /** Tells the pod that nothing more will be sent. */
  finish(): Promise<void>;
  /** Gives the connection up. */
  reset(): void;
  readonly over: Promise<Ending>;
}

export interface PairEvents {
  take(event: Event): Promise<void>;
  cut(): void;
  /** Nobody here waits for it any more, or it has only to be wound up. */
  readonly isLeaving: boolean;
}

export interface PairParts {
  readonly streams: { readonly error: number; readonly data: number };
  readonly receive: (data: Buffer) => Promise<void> | undefined;
  readonly send: (chunk: Buffer) => Promise<void>;
  readonly finish: () => void;
  readonly reset: () => void;
  readonly forget: () => void;
}

/** The reason comes behind the end of the bytes; a node that gives none is not waited for longer. */
const PATIENCE = 2000;
/** As much of a reason is kept. */
const MOST_REASON = 64 * 1024;

/** Makes a pair out of what the tunnel can do. */
export function pairOf(parts: PairParts): { readonly pair: Pair; readonly events: PairEvents } {
  const reason: Buffer[] = [];
  const state = {
    isSettled: false,
    isGivenUp: false,
    /** Nothing more is sent, and nothing has come since. */
    isResting: false,
    hasEnded: false,
    hasReasonEnded: false,
  };
  const accepted = later<void>();
  const over = later<Ending>();
  const settle = (otherwise: Ending) => {
    if (state.isSettled) return;
    state.isSettled = true;
    accepted.resolve();
    parts.forget();
    const message = Buffer.concat(reason).toString("utf8");
    over.resolve(message === "" ? otherwise : { kind: "failed", message });
  };
  const atEnd = () => settle(state.hasEnded || state.isGivenUp ? { kind: "closed" } : { kind: "cut" });
  const soon = () => {
    if (state.hasReasonEnded) atEnd();
    else setTimeout(atEnd, PATIENCE).unref();
  };
  const onError = (event: Event) => {
    if (event.kind === "data" && size(reason) < MOST_REASON) reason.push(event.data);
    state.hasReasonEnded ||= event.kind === "reset" || (event.kind === "data" && event.isLast);
    // Without a reason it is the end of the bytes that counts.
    if (state.hasReasonEnded && (state.hasEnded || state.isGivenUp || size(reason) > 0)) atEnd();
  };
  const onData = async (event: Event) => {
    if (event.kind === "accepted") accepted.resolve();
    if (event.kind === "reset") soon();
    if (event.kind !== "data") return;
    if (event.data.length > 0) {
      state.isResting = false;
      if (!state.isGivenUp) await parts.receive(event.data);
    }
    if (!event.isLast) return;
    state.hasEnded = true;
    soon();
  };
  const pair: Pair = {
    async send(chunk) {
      // The node throws away what comes before it has accepted the stream.
      await accepted.promise;
      if (!state.isSettled && !state.isGivenUp) await parts.send(chunk);
    },
    rest() {
      state.isResting = true;
    },
    async finish() {
      await accepted.promise;
      if (state.isSettled || state.isGivenUp) return;
      parts.finish();
    },
    reset() {
      if (state.isSettled || state.isGivenUp) return;
      state.isGivenUp = true;
      parts.reset();
      soon();
    },
    over: over.promise,
  };
  const events: PairEvents = {
    take: async (event) => (isOf(parts.streams.error, event) ? onError(event) : await onData(event)),
    cut: () => settle({ kind: state.hasEnded ? "closed" : "cut" }),
    get isLeaving() {
      return state.isGivenUp || state.hasEnded || state.isResting;
    },
  };
  return { pair, events };
}

const size = (chunks: readonly Buffer[]): number => chunks.reduce((sum, { length }) => sum + length, 0);
const isOf = (stream: number, event: Event): boolean => "stream" in event && event.stream === stream;

function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
