import { writeJson } from "../json/write.ts";
import type { Json } from "../object.ts";
export const writeKyaml = (value: Json): string => `${writeJson(value, { indent: 2 })}\n`;
