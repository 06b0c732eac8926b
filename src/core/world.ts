/** Where a command writes: text or bytes go out in order; `flush` resolves when the reader has taken them. */
export interface Output {
  write(chunk: string | Uint8Array): void;
  flush(): Promise<void>;
  readonly isTerminal: boolean;
}

/** Where a command reads its standard input from. */
export interface Input {
  /** Every byte until the end. */
  readAll(): Promise<Uint8Array>;
  /** The next line without its end, as soon as it is there; undefined at the end. */
  readLine(): Promise<string | undefined>;
  /** Bytes as they come, until the end. */
  chunks(): AsyncIterable<Uint8Array>;
  /** On a terminal: keys come one by one, unseen and without a meaning of their own (Ctrl-C included), or as usual again. */
  setRaw(isRaw: boolean): void;
  readonly isTerminal: boolean;
}

export interface Streams {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** The size of a terminal in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Everything a command may know of its surroundings; only `bin/` builds a real one. */
export interface World {
  /** The name it was called by (`kctl`, or `kubectl` through a link); usage lines and messages repeat it. */
  readonly name: string;
  /** The words that start this program once more: Node and its script. */
  readonly self: readonly string[];
  readonly streams: Streams;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  /** Node's platform name, e.g. "linux" or "win32". */
  readonly platform: string;
  /** The processor in Go's words ("amd64", "arm64") and the JavaScript runtime ("node v20.18.1"). */
  readonly arch: string;
  readonly runtime: string;
  /** This process's number. */
  readonly pid: number;
  /** Sends a signal to a process, 0 to see whether it is there; false when it is not. */
  kill(pid: number, signal: "SIGTERM" | "SIGKILL" | 0): boolean;
  /** The user's number; undefined where the system has none (Windows). */
  readonly uid: number | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** Says that Ctrl-C is how this command ends: it then gives its own exit code, not 130. */
  endsOnInterrupt(): void;
  /** The terminal's width in columns, or undefined where stdout is none. */
  readonly columns: number | undefined;
  /** The size of the terminal behind stdout, at once and whenever it changes; nothing where there is none. */
  terminalSizes(): AsyncIterable<TerminalSize>;
}
