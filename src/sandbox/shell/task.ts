import type { Pipe } from "../streams/pipe.ts";

/** What a program of the played shell may know and touch. */
export interface Task {
  readonly argv: readonly string[];
  readonly env: Map<string, string>;
  readonly stdin: Pipe;
  out(chunk: Uint8Array | string): Promise<void>;
  err(chunk: Uint8Array | string): Promise<void>;
  /** Aborted by Ctrl-C (Interrupted), or for good when the container ends (Exit). */
  readonly signal: AbortSignal;
  /** The signal of what runs in front next. */
  readonly nextSignal: () => AbortSignal;
  /** Text by absolute path; what a container has is kept while it runs. */
  readonly files: Map<string, Buffer>;
  /** The terminal's size; undefined where there is no terminal. */
  readonly terminal: (() => { readonly columns: number; readonly rows: number }) | undefined;
  readonly now: () => number;
  /** Calls back after so many milliseconds; the function it gives takes that back. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Runs to its exit code; throws Exit to end its shell, or the signal's reason. */
export type Program = (task: Task) => Promise<number>;

/** `exit N`. */
export class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** Ctrl-C. */
export class Interrupted extends Error {}
