/** Bytes on their way from one who writes to those who read, one after the other. */
export interface Pipe {
  /** Resolves when there is room for more; what is written behind the end is lost. */
  write(chunk: Uint8Array | string): Promise<void>;
  /** The next bytes; undefined at the end. Rejects when `signal` is aborted, and takes nothing then. */
  read(signal?: AbortSignal): Promise<Buffer | undefined>;
  /** Puts back what was read too much. */
  unread(chunk: Buffer): void;
  /** One reader meets an end here, the next one goes on behind it (Ctrl-D on a terminal). */
  pause(): void;
  end(): void;
}

/** As much may wait for the reader. */
const ROOM = 64 * 1024;

/** Makes a pipe. */
export function pipe(): Pipe {
  const waiting: (Buffer | undefined)[] = [];
  const writers: (() => void)[] = [];
  let size = 0;
  let isEnded = false;
  let wake = () => {};
  const add = (chunk: Buffer | undefined) => {
    waiting.push(chunk);
    size += chunk?.length ?? 0;
    wake();
  };
  const take = () => {
    const next = waiting.shift();
    size -= next?.length ?? 0;
    if (size <= ROOM) for (const resolve of writers.splice(0)) resolve();
    return next;
  };
  return {
    async write(chunk) {
      if (isEnded || chunk.length === 0) return;
      add(Buffer.from(chunk as Uint8Array));
      if (size > ROOM) await new Promise<void>((resolve) => writers.push(resolve));
    },
    async read(signal) {
      while (waiting.length === 0) {
        if (isEnded) return undefined;
        signal?.throwIfAborted();
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal?.addEventListener("abort", () => resolve(), { once: true });
        });
        signal?.throwIfAborted();
      }
      return take();
    },
    unread(chunk) {
      if (chunk.length === 0) return;
      waiting.unshift(chunk);
      size += chunk.length;
    },
    pause: () => add(undefined),
    end() {
      isEnded = true;
      wake();
      for (const resolve of writers.splice(0)) resolve();
    },
  };
}

/** Everything until the end. */
export async function* chunksOf(from: Pipe, signal?: AbortSignal): AsyncGenerator<Buffer> {
  for (let chunk = await from.read(signal); chunk; chunk = await from.read(signal)) yield chunk;
}

/** The next line without its end; undefined at the end. */
export async function lineOf(from: Pipe, signal?: AbortSignal): Promise<string | undefined> {
  let line = Buffer.alloc(0);
  for (let chunk = await from.read(signal); chunk; chunk = await from.read(signal)) {
    const end = chunk.indexOf(10);
    line = Buffer.concat([line, end < 0 ? chunk : chunk.subarray(0, end)]);
    if (end < 0) continue;
    from.unread(chunk.subarray(end + 1));
    return line.toString("utf8");
  }
  return line.length > 0 ? line.toString("utf8") : undefined;
}
