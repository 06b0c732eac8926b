import { createHash } from "node:crypto";
import { writeJson } from "../../core/json/write.ts";
import type { Json } from "../../core/object.ts";

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Ten letters that stand for a pod template: the same for the same template, whatever the order of its keys. */
export function templateHash(template: Json): string {
  const bytes = createHash("sha256").update(writeJson(template)).digest();
  return Array.from(bytes.subarray(0, 10), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
