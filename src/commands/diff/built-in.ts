import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../core/world.ts";
import type { Folders } from "./folders.ts";

/** Does what `diff -u -N` does with both folders, where there is no such program; resolves to its exit code. */
export async function compareHere({ live, merged }: Folders, world: World): Promise<number> {
  const { structuredPatch } = await import("diff");
  const names = [...new Set([...readdirSync(live), ...readdirSync(merged)])].sort();
  let code = 0;
  for (const name of names) {
    const [from, to] = [join(live, name), join(merged, name)];
    const [before, after] = [textOf(from), textOf(to)];
    if (before === after) continue;
    code = 1;
    const { hunks } = structuredPatch(from, to, before, after, "", "", { context: 3 });
    const head = `diff -u -N ${from} ${to}\n--- ${from}\t${timeOf(from)}\n+++ ${to}\t${timeOf(to)}\n`;
    world.streams.stdout.write(head + hunks.map(hunkText).join(""));
  }
  return code;
}

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

const hunkText = ({ oldStart, oldLines, newStart, newLines, lines }: Hunk): string =>
  `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${lines.map((line) => `${line}\n`).join("")}`;

/** A single line is named without its count; of none the line before is named. */
function range(start: number, count: number): string {
  if (count === 0) return `${Math.max(start - 1, 0)},0`;
  return count === 1 ? String(start) : `${start},${count}`;
}

function textOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, "utf8") : "";
}

/** "2026-11-25 04:42:26.878372891 +0000"; a file that is missing is as old as can be. */
function timeOf(path: string): string {
  const nanoseconds = statSync(path, { throwIfNoEntry: false, bigint: true })?.mtimeNs ?? 0n;
  const date = new Date(Number(nanoseconds / 1_000_000n));
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${day} ${time}.${String(nanoseconds % 1_000_000_000n).padStart(9, "0")} ${zone}`;
}
