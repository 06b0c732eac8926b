import { compareBytes } from "../core/json/write.ts";
import type { JsonObject } from "../core/object.ts";
import { noField } from "./missing.ts";
import type { Explaining } from "./plain.ts";
import { isThere, type Kind, part, referenceOf, text } from "./schema.ts";
import { filledLines, indented } from "./wrap.ts";

const WIDTH = 75;
const INDENT = 5;

export const olderHeadText = ({ group, version, kind }: Kind): string =>
  `KIND:     ${kind}\nVERSION:  ${group === "" ? "" : `${group}/`}${version}\n\n`;

/** What a schema of OpenAPI v2 is. */
type Form = "reference" | "list" | "map" | "kind" | "value" | "anything";

function formOf(schema: JsonObject): Form {
  if (schema.$ref) return "reference";
  if (schema.type === "array") return "list";
  if (isThere(part(schema, "properties"))) return "kind";
  if (schema.type === "object") return "map";
  return schema.type === undefined ? "anything" : "value";
}

/** The text about a kind or a field in the words of kubectl before 1.27; throws its error when the path leads nowhere. */
export function olderText(schema: JsonObject, path: readonly string[], how: Explaining): string {
  const found = path.length === 0 ? schema : follow(schema, path, how);
  if (!found) throw noField(path);
  const { descriptions, end } = unfolded(found, how);
  const name = path.at(-1);
  const type = typeText(found, how);
  const form = formOf(end);
  const label = form === "kind" ? "RESOURCE:" : "FIELD:   ";
  const head = name === undefined || form === "anything" ? "" : `${label} ${name} <${type}>\n\n`;
  const said = descriptions.filter((one) => one !== "");
  const lines = said.length === 0 ? ["<empty>"] : said.flatMap((one, at) => [...(at > 0 ? [""] : []), ...filled(one)]);
  const fields = form === "kind" ? `\nFIELDS:\n${fieldLines(end, how, 1, new Set())}` : "";
  return `${head}DESCRIPTION:\n${lines.map(shifted).join("\n")}\n${fields}`;
}

const filled = (description: string): string[] => filledLines(description, WIDTH);
const shifted = (line: string): string => (line === "" ? "" : indented(line, INDENT));

const resolve = (schema: JsonObject, { schemas }: Explaining): JsonObject => part(schemas, referenceOf(schema));

/** What a map holds; of an object that nothing is known of it is anything, described once more as the object is. */
const valuesOf = (schema: JsonObject): JsonObject =>
  schema.additionalProperties === undefined
    ? { description: schema.description ?? "" }
    : part(schema, "additionalProperties");

/** The schema behind references, lists and maps, and what is said on the way to it. */
function unfolded(schema: JsonObject, how: Explaining): { descriptions: string[]; end: JsonObject } {
  const own = text(schema.description);
  const next = inside(schema, how);
  if (!next) return { descriptions: [own], end: schema };
  const { descriptions, end } = unfolded(next, how);
  return { descriptions: [own, ...descriptions], end };
}

function inside(schema: JsonObject, how: Explaining): JsonObject | undefined {
  switch (formOf(schema)) {
    case "reference":
      return resolve(schema, how);
    case "list":
      return part(schema, "items");
    case "map":
      return valuesOf(schema);
    default:
      return undefined;
  }
}

/** The schema at the end of a path; keys of maps are part of it. */
function follow(schema: JsonObject, path: readonly string[], how: Explaining): JsonObject | undefined {
  const [name = "", ...rest] = path;
  if (path.length === 0) return schema;
  switch (formOf(schema)) {
    case "reference":
      return follow(resolve(schema, how), path, how);
    case "list":
      return follow(part(schema, "items"), path, how);
    case "map":
      return follow(valuesOf(schema), rest, how);
    case "kind":
      return Object.hasOwn(part(schema, "properties"), name)
        ? follow(part(part(schema, "properties"), name), rest, how)
        : undefined;
    default:
      return undefined;
  }
}

function typeText(schema: JsonObject, how: Explaining): string {
  switch (formOf(schema)) {
    case "reference":
      return typeText(resolve(schema, how), how);
    case "list":
      return `[]${typeText(part(schema, "items"), how)}`;
    case "map":
      return `map[string]${typeText(valuesOf(schema), how)}`;
    case "kind":
      return "Object";
    default:
      return text(schema.type);
  }
}

function fieldLines(kind: JsonObject, how: Explaining, level: number, seen: ReadonlySet<JsonObject>): string {
  const properties = part(kind, "properties");
  const required = Array.isArray(kind.required) ? kind.required : [];
  return Object.keys(properties)
    .sort(compareBytes)
    .map((name) => {
      const field = part(properties, name);
      const isRequired = required.includes(name) && !how.isRecursive ? " -required-" : "";
      const head = `${" ".repeat(level * 3)}${name}\t<${typeText(field, how)}>${isRequired}\n`;
      if (!how.isRecursive)
        return `${head}${filled(text(field.description))
          .map((line) => `${shifted(line)}\n`)
          .join("")}\n`;
      const { end } = unfolded(field, how);
      if (formOf(end) !== "kind" || seen.has(end)) return head;
      return head + fieldLines(end, how, level + 1, new Set([...seen, end]));
    })
    .join("");
}
