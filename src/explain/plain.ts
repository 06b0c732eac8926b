import { compareBytes } from "../core/json/write.ts";
import type { Json, JsonObject } from "../core/object.ts";
import { noField } from "./missing.ts";
import { isThere, type Kind, part, referenceOf, several, text } from "./schema.ts";
import { indented, wrapText } from "./wrap.ts";

const WIDTH = 80;
const INDENT = 4;

/** What is explained, and how. */
export interface Explaining {
  /** The schemas of the document by name. */
  readonly schemas: JsonObject;
  readonly isRecursive: boolean;
}

export const headText = ({ group, version, kind }: Kind): string =>
  `${group === "" ? "" : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;

/** The text about a kind, or about the field that a path leads to; throws kubectl's error when it leads nowhere. */
export function plainText(schema: JsonObject, path: readonly string[], how: Explaining): string {
  const found = path.length === 0 ? { schema, seen: new Set<string>() } : follow(schema, path, how, new Set());
  if (!found) throw noField(path);
  const type = path.length === 0 ? "" : fieldHead(path.at(-1) as string, found.schema, how);
  const fields = fieldList(found.schema, how, { level: 1, seen: found.seen });
  const described = description(found.schema, how, new Set()) || "<empty>";
  const text = `${indented(wrapText(described, WIDTH - INDENT), INDENT)}\n`;
  return `${type}DESCRIPTION:\n${text}${fields === "" ? "" : `FIELDS:\n${fields}`}\n`;
}

const fieldHead = (name: string, schema: JsonObject, how: Explaining): string => {
  const values = enumOf(schema);
  const list = values.length === 0 ? "\n" : `ENUM:\n${values.map((value) => `    ${value}\n`).join("")}`;
  return `FIELD: ${name} <${typeText(schema, how)}>\n${list}\n`;
};

interface Found {
  readonly schema: JsonObject;
  readonly seen: ReadonlySet<string>;
}

/** The field's own schema at the end of a path, through references, lists, maps and parts. */
function follow(
  schema: JsonObject,
  path: readonly string[],
  how: Explaining,
  seen: ReadonlySet<string>,
): Found | undefined {
  const [name = "", ...rest] = path;
  const reference = referenceOf(schema);
  const inside = reference === "" ? seen : new Set([...seen, reference]);
  const resolved = reference === "" ? schema : part(how.schemas, reference);
  const properties = part(resolved, "properties");
  if (Object.hasOwn(properties, name)) {
    const next = part(properties, name);
    return rest.length === 0 ? { schema: next, seen: inside } : follow(next, rest, how, inside);
  }
  for (const deeper of partsOf(resolved)) {
    const found = follow(deeper, path, how, inside);
    if (found) return found;
  }
  return undefined;
}

/** The names of the fields that a path leads to; none where it leads nowhere. */
export function fieldNames(schema: JsonObject, path: readonly string[], how: Explaining): string[] {
  const found = path.length === 0 ? { schema } : follow(schema, path, how, new Set());
  return found ? namesIn(found.schema, how, new Set()) : [];
}

function namesIn(schema: JsonObject, how: Explaining, seen: ReadonlySet<string>): string[] {
  const reference = referenceOf(schema);
  if (reference !== "") {
    return seen.has(reference) ? [] : namesIn(part(how.schemas, reference), how, new Set([...seen, reference]));
  }
  const own = Object.keys(part(schema, "properties")).sort(compareBytes);
  return [...own, ...partsOf(schema).flatMap((one) => namesIn(one, how, seen))];
}

/** What a schema is made of besides fields: its items, its values, and what is all, any or one of it. */
const partsOf = (schema: JsonObject): JsonObject[] => [
  ...[part(schema, "items"), part(schema, "additionalProperties")].filter(isThere),
  ...["allOf", "anyOf", "oneOf"].flatMap((key) => several(schema, key)),
];

/** A schema's own description, and those of what it refers to, each on lines of its own. */
function description(schema: JsonObject, how: Explaining, seen: ReadonlySet<string>): string {
  const reference = referenceOf(schema);
  if (reference !== "") {
    return seen.has(reference) ? "" : description(part(how.schemas, reference), how, new Set([...seen, reference]));
  }
  const own = text(schema.description);
  return (
    (own === "" ? "" : `${own}\n`) +
    partsOf(schema)
      .map((one) => description(one, how, seen))
      .join("")
  );
}

/** The type in short: `string`, `[]Container`, `map[string]Quantity`, `Object`. */
function typeText(schema: JsonObject, how: Explaining): string {
  if (isThere(part(schema, "items"))) return `[]${typeText(part(schema, "items"), how)}`;
  if (isThere(part(schema, "additionalProperties"))) {
    return `map[string]${typeText(part(schema, "additionalProperties"), how)}`;
  }
  const [only, ...others] = several(schema, "allOf");
  if (only && others.length === 0 && !schema.properties) return typeText(only, how);
  const named = text(part(how.schemas, referenceOf(schema)).type);
  if (schema.$ref && !PLAIN.includes(named)) return referenceOf(schema).split(".").at(-1) || "Object";
  const type = schema.$ref ? named : text(schema.type);
  return type === "" || type === "object" ? "Object" : type;
}

/** A name for one of these says less than the type itself. */
const PLAIN = ["string", "integer", "number", "boolean"];

const enumOf = (schema: JsonObject): string[] => {
  const values: Json | undefined = schema.enum;
  return Array.isArray(values) ? values.map((value) => (value === "" ? '""' : text(value))) : [];
};

const MOST = 4;

interface Place {
  readonly level: number;
  readonly seen: ReadonlySet<string>;
}

/** The fields of a schema, of its items or values; a schema inside itself is not opened again. */
function fieldList(schema: JsonObject, how: Explaining, place: Place): string {
  const reference = referenceOf(schema);
  if (reference !== "") {
    if (place.seen.has(reference)) return "";
    const seen = new Set([...place.seen, reference]);
    return fieldList(part(how.schemas, reference), how, { ...place, seen });
  }
  const properties = part(schema, "properties");
  const required = Array.isArray(schema.required) ? schema.required : [];
  const own = Object.keys(properties)
    .sort(compareBytes)
    .map((name) => fieldText(name, part(properties, name), required.includes(name), how, place));
  return (
    own.join("") +
    partsOf(schema)
      .map((one) => fieldList(one, how, place))
      .join("")
  );
}

function fieldText(name: string, schema: JsonObject, isRequired: boolean, how: Explaining, place: Place): string {
  const blanks = " ".repeat(place.level * 2);
  const values = enumOf(schema);
  const shown = values.length > MOST ? [...values.slice(0, MOST), "...."] : values;
  const head =
    `${blanks}${name}\t<${typeText(schema, how)}>${isRequired ? " -required-" : ""}\n` +
    (values.length === 0 ? "" : `${blanks}enum: ${shown.join(", ")}\n`);
  if (how.isRecursive) return head + fieldList(schema, how, { ...place, level: place.level + 1 });
  const said = wrapText(text(schema.description) || "<no description>", WIDTH - INDENT);
  return `${head}${indented(said, INDENT)}\n\n`;
}
