import { escapeControls } from "../core/terminal.ts";
import type { World } from "../core/world.ts";

export interface Warnings {
  /** Shows a warning; each text once. */
  show(text: string): void;
  readonly count: number;
}

/** Server warnings (KEP-1693) on stderr as kubectl prints them; the word is yellow on a terminal. */
export function createWarnings(world: World, color: boolean): Warnings {
  const seen = new Set<string>();
  const label = color ? "\u001b[33;1mWarning:\u001b[0m" : "Warning:";
  const show = (text: string) => {
    if (seen.has(text)) return;
    seen.add(text);
    world.streams.stderr.write(`${label} ${escapeControls(text)}\n`);
  };
  return {
    show,
    get count() {
      return seen.size;
    },
  };
}

/** The texts of all `Warning` headers of an answer. */
export const readWarnings = (header: string | string[] | undefined): string[] =>
  [header ?? []].flat().flatMap(readWarningHeader);

/**
 * The texts of a Warning header (RFC 7234): `299 agent "text"`, several separated by commas. As kubectl: other codes are
 * skipped, and so are texts that are empty, no UTF-8 or hold control characters.
 */
export function readWarningHeader(header: string): string[] {
  // HTTP's bytes come as Latin-1; the server wrote UTF-8.
  const text = Buffer.from(header, "latin1").toString("utf8");
  const found = text.matchAll(/(?:^|,)\s*(\d{3}) [^ ]+ "((?:\\.|[^"\\])*)"(?: "[^"]*")?/g);
  return [...found]
    .filter(([, code]) => code === "299")
    .map(([, , quoted]) => (quoted as string).replace(/\\(.)/g, "$1"))
    .filter((one) => one !== "" && !/[\p{Cc}\ufffd]/u.test(one));
}
