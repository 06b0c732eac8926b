import { escapeControls } from "../../core/terminal.ts";
import type { World } from "../../core/world.ts";

/** Tells what happens, line by line, while it happens. */
export interface Teller {
  readonly out: (line: string) => void;
  readonly problem: (line: string) => void;
}

/** Lines for the two streams; what the server calls things never drives a terminal. */
export const teller = ({ streams: { stdout, stderr } }: World): Teller => ({
  out: (line) => stdout.write(`${stdout.isTerminal ? escapeControls(line) : line}\n`),
  problem: (line) => stderr.write(`${escapeControls(line)}\n`),
});
