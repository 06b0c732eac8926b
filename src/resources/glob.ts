import { lstatSync, readdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { compareBytes } from "../core/json/write.ts";

/** A pattern that Go's path/filepath would not take. */
export class BadPattern extends Error {}

const META = /[*?[\\]/;

/** The path as the system is asked for it: `..` behind a symbolic link is the system's to resolve. */
export const placeOf = (path: string, cwd: string): string =>
  path === "" || isAbsolute(path) ? path : `${cwd.replace(/\/$/, "")}/${path}`;

/** Go's filepath.Glob: the paths that match, folder by folder in name order; throws BadPattern. */
export function glob(pattern: string, cwd: string): string[] {
  matcher(pattern);
  if (!META.test(pattern)) return exists(placeOf(pattern, cwd)) ? [pattern] : [];
  const cut = pattern.lastIndexOf("/") + 1;
  const [head, file] = [pattern.slice(0, cut), matcher(pattern.slice(cut))];
  const folder = head === "" ? "." : head === "/" ? "/" : head.slice(0, -1);
  const folders = META.test(folder) ? glob(folder, cwd) : [folder];
  return folders.flatMap((one) =>
    namesIn(placeOf(one, cwd))
      .filter((name) => file.test(name))
      .map((name) => join(one, name)),
  );
}

function exists(place: string): boolean {
  try {
    lstatSync(place);
    return true;
  } catch {
    return false;
  }
}

/** The names in a folder, sorted as Go does; none where there is no folder. */
export function namesIn(place: string): string[] {
  try {
    return readdirSync(place).sort(compareBytes);
  } catch {
    return [];
  }
}

/** Go's filepath.Match as a regular expression: `*`, `?`, classes such as [^a-z], and \ before what stands for itself. */
function matcher(pattern: string): RegExp {
  const characters = [...pattern];
  let source = "";
  while (characters.length > 0) {
    const one = characters.shift() as string;
    if (one === "*") source += "[^/]*";
    else if (one === "?") source += "[^/]";
    else if (one === "[") source += classSource(characters);
    else if (one === "\\") source += literal(characters.shift());
    else source += literal(one);
  }
  return new RegExp(`^${source}$`, "su");
}

function literal(character: string | undefined): string {
  if (character === undefined) throw new BadPattern();
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** Takes the characters of a class, up to its closing bracket. */
function classSource(characters: string[]): string {
  const isNegated = characters[0] === "^";
  if (isNegated) characters.shift();
  let ranges = "";
  for (let count = 0; count === 0 || characters[0] !== "]"; count++) {
    const low = bound(characters);
    let high = low;
    if (characters[0] === "-") {
      characters.shift();
      high = bound(characters);
    }
    if (compareBytes(low, high) <= 0) ranges += `${literal(low)}-${literal(high)}`;
  }
  characters.shift();
  return `[${isNegated ? "^" : ""}${ranges}]`;
}

/** One end of a range; something must follow it. */
function bound(characters: string[]): string {
  const first = characters.shift();
  if (first === undefined || first === "-" || first === "]") throw new BadPattern();
  const character = first === "\\" ? characters.shift() : first;
  if (character === undefined || characters.length === 0) throw new BadPattern();
  return character;
}
