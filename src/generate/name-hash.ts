import { createHash } from "node:crypto";
import { writeJson } from "../core/json/write.ts";
import type { JsonObject } from "../core/object.ts";

const LETTERS: Readonly<Record<string, string>> = { "0": "g", "1": "h", "3": "k", a: "m", e: "t" };

/** The end of a name that changes with the content: ten letters of a digest, none of which can form a word. */
export function nameHash(content: JsonObject): string {
  const digest = createHash("sha256").update(writeJson(content)).digest("hex").slice(0, 10);
  return digest.replace(/[013ae]/g, (letter) => LETTERS[letter] as string);
}
