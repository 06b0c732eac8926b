import { type Pipe, pipe } from "./pipe.ts";

/** A played terminal between the client's keys and a program. */
export interface Terminal {
  /** What the program reads: whole lines. */
  readonly stdin: Pipe;
  /** Takes keys as they are typed: echoes them, edits the line, and knows Ctrl-C and Ctrl-D. */
  type(keys: Buffer): Promise<void>;
  /** The size that the client told last. */
  size(): { readonly columns: number; readonly rows: number };
  resize(text: string): void;
  /** What the program prints, as a terminal shows it. */
  shown(chunk: Uint8Array | string): Buffer;
}

const [INTERRUPT, END, BELL, BACKSPACE, RETURN, LINE, DELETE] = [3, 4, 7, 8, 13, 10, 127];

/** Makes a terminal; `show` sends to the client, `interrupt` is Ctrl-C. */
export function openTerminal(show: (bytes: Buffer) => Promise<void>, interrupt: () => void): Terminal {
  const stdin = pipe();
  let line: number[] = [];
  let size = { columns: 80, rows: 24 };
  const key = async (code: number): Promise<string> => {
    if (code === INTERRUPT) {
      line = [];
      interrupt();
      return "^C";
    }
    if (code === END) {
      if (line.length === 0) stdin.pause();
      else await stdin.write(Uint8Array.from(line.splice(0)));
      return "";
    }
    if (code === DELETE || code === BACKSPACE) return line.pop() === undefined ? "" : "\b \b";
    if (code === BELL) return "";
    line.push(code === RETURN ? LINE : code);
    if (code !== RETURN && code !== LINE) return String.fromCharCode(code);
    await stdin.write(Uint8Array.from(line.splice(0)));
    return "\r\n";
  };
  return {
    stdin,
    async type(keys) {
      for (const code of keys) {
        const echo = await key(code);
        if (echo !== "") await show(Buffer.from(echo, "latin1"));
      }
    },
    size: () => size,
    resize(text) {
      const { Width, Height } = JSON.parse(text) as { Width?: number; Height?: number };
      size = { columns: Number(Width ?? 0), rows: Number(Height ?? 0) };
    },
    shown: (chunk) =>
      Buffer.from(
        Buffer.from(chunk as Uint8Array)
          .toString("latin1")
          .replace(/\n/g, "\r\n"),
        "latin1",
      ),
  };
}
