import { createReadStream } from "node:fs";
import { posix } from "node:path";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { TarEntry } from "../core/tar/read.ts";
import { headOf, spotOf } from "./names.ts";
import type { Target } from "./target.ts";

export interface Extraction {
  /** What was asked of the pod; entries carry its name in front. */
  readonly asked: string;
  readonly target: Target;
  readonly platform: string;
  /** What the warning of the first link says besides. */
  readonly linkHint: string;
  readonly warn: (text: string) => void;
}

/** What found a place: how many entries, and which files. */
export interface Extracted {
  readonly count: number;
  readonly files: readonly (readonly string[])[];
}

const corrupted = () => new CliError("tar contents corrupted");

/**
 * Writes the files and folders of a tar below the target, and tells what files they are. Links and devices are
 * left out with a warning; an entry that no tar of what was asked for could hold ends it.
 */
export async function extract(entries: AsyncIterable<TarEntry>, extraction: Extraction): Promise<Extracted> {
  const { asked, target, platform, warn } = extraction;
  const head = headOf(asked);
  /** The files written, by name, as this system tells names apart. */
  const written = new Map<string, readonly string[]>();
  const isBlind = platform === "win32" || platform === "darwin";
  const key = (steps: readonly string[]) => (isBlind ? steps.join("/").normalize().toLowerCase() : steps.join("/"));
  let hint = extraction.linkHint;
  let count = 0;
  for await (const entry of entries) {
    const spot = spotOf(entry.name, head, platform === "win32");
    if ("problem" in spot) {
      if (spot.problem === "corrupted") throw corrupted();
      warn(
        `warning: file ${goQuote(posix.join(target.tell([]), entry.name.slice(head.length)))} is outside target destination, skipping`,
      );
      continue;
    }
    const { steps } = spot;
    // A file that was asked for comes alone, and everything comes once.
    if (written.has("") || written.has(key(steps)) || (steps.length === 0 && count > 0 && entry.type !== "5")) {
      throw corrupted();
    }
    count += 1;
    if (entry.type === "5") await target.folder(steps);
    else if (/[07]/.test(entry.type)) await target.file(steps, entry.body());
    else if (entry.type === "1") await target.file(steps, twin(entry, written, head, extraction));
    else if (entry.type === "2") {
      warn(`warning: skipping symlink: ${goQuote(target.tell(steps))} -> ${goQuote(entry.link)}${hint}`);
      hint = "";
      continue;
    } else if (entry.type === "S") throw new CliError("sparse files cannot be read");
    else {
      warn(`warning: skipping special file: ${goQuote(target.tell(steps))}`);
      continue;
    }
    if (entry.type !== "5") written.set(key(steps), steps);
  }
  return { count, files: [...written.values()] };
}

/** tar tells a second name of a file as a link to the first: it gets the same content. */
function twin(
  { link }: TarEntry,
  written: ReadonlyMap<string, readonly string[]>,
  head: string,
  { target, platform }: Extraction,
): AsyncIterable<Buffer> {
  const spot = spotOf(link.replace(/^\/+/, ""), head, platform === "win32");
  const first =
    "steps" in spot ? [...written.values()].find((steps) => steps.join("/") === spot.steps.join("/")) : undefined;
  if (!first) throw corrupted();
  return createReadStream(target.at(first));
}
