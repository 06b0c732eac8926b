import type { TerminalSize, World } from "../core/world.ts";

export interface Wanted {
  readonly stdin: boolean;
  readonly tty: boolean;
}

export interface Terminal extends Wanted {
  readonly sizes: AsyncIterable<TerminalSize> | undefined;
  /** Takes every key as it is from now on. */
  begin(): void;
  /** Gives the terminal its usual ways back. */
  restore(): void;
}

const NO_TERMINAL = "Unable to use a TTY - input is not a terminal or the right kind of file";

/**
 * Looks for a terminal that can be used for a remote one, where it is wanted; says so as kubectl where there is none. As with
 * kubectl what reads nothing gets no terminal either.
 */
export function openTerminal({ stdin, tty }: Wanted, quiet: boolean, world: World): Terminal {
  const input = world.streams.stdin;
  if (!tty || !stdin) return { stdin, tty: false, sizes: undefined, begin() {}, restore() {} };
  if (!input.isTerminal) {
    if (!quiet) world.streams.stderr.write(`${NO_TERMINAL}\n`);
    return { stdin, tty: false, sizes: undefined, begin() {}, restore() {} };
  }
  return {
    stdin,
    tty: true,
    sizes: world.terminalSizes(),
    begin: () => void input.setRaw(true),
    restore: () => input.setRaw(false),
  };
}
