import { writeJson } from "../../core/json/write.ts";
import type { Json } from "../../core/object.ts";

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Up to ten letters that stand for a pod template, in the alphabet of the real ones: the same whatever the keys' order. */
export function templateHash(template: Json): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(writeJson(template))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return Array.from(String(hash), (digit) => LETTERS[digit.charCodeAt(0) % LETTERS.length]).join("");
}
