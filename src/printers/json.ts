import { writeJson } from "../core/json/write.ts";
import type { KubeObject } from "../core/object.ts";

/** An object as `-o json` shows it: four blanks per level and a newline at the end. */
export const jsonPrinter = (object: KubeObject, sortKeys: boolean): string =>
  `${writeJson(object, { indent: 4, sortKeys })}\n`;
