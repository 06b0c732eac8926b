import { writeJson } from "../json/write.ts";
import type { Json } from "../object.ts";
export const writeYaml = (value: Json): string => `${writeJson(value, { indent: 2 })}\n`;
