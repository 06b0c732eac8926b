import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { goText } from "../../template/go-value.ts";
import { eventLines } from "../events.ts";
import { part, text } from "../fields.ts";
import { annotationLines, labelLines, nameLine } from "../head.ts";
import { labelOf } from "../label.ts";
import type { Describer } from "../surroundings.ts";

/** What the lines at the top have said, and what nobody wants to read. */
const SKIPPED = new Set(
  ["managedFields", "name", "namespace", "labels", "annotations"].map((field) => `.metadata.${field}`),
);

/** Any object, field by field. */
export const describe: Describer = async (object, around) => [
  nameLine(object),
  `Namespace:\t${text(part(object, "metadata").namespace)}`,
  ...labelLines(object),
  ...annotationLines(object),
  ...fieldLines(object, "", ""),
  ...(await eventLines(object, around)),
];

function fieldLines(fields: JsonObject, path: string, indent: string): string[] {
  const keys = Object.keys(fields).sort((a, b) => (a < b ? -1 : 1));
  return keys.flatMap((key) => {
    const own = `${path}.${key}`;
    if (SKIPPED.has(own)) return [];
    const value = fields[key] as Json;
    const label = `${indent}${labelOf(key)}:`;
    if (isObject(value)) return [label, ...fieldLines(value, own, `${indent}  `)];
    if (!Array.isArray(value)) return [`${label}\t${goText(value)}`];
    const items = value.flatMap((item) =>
      isObject(item) ? fieldLines(item, own, `${indent}  `) : [`${indent}  ${goText(item)}`],
    );
    return [label, ...items];
  });
}
