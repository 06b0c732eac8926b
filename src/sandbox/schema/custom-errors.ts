import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { type FieldError, invalidValue, required, tooLong, unsupported } from "../rules/field-error.ts";

/** What is wrong with a custom resource in the eyes of its schema, in the real server's words. */
export function customErrors(object: KubeObject, schema: JsonObject): readonly FieldError[] {
  const { apiVersion: _, kind: __, metadata: ___, ...own } = object;
  const { metadata: ____, ...properties } = isObject(schema.properties) ? schema.properties : {};
  return errorsIn(own, { ...schema, properties }, "");
}

type Check = (value: Json, schema: JsonObject, path: string) => FieldError[];

function errorsIn(value: Json, schema: JsonObject, path: string): FieldError[] {
  if (value === null && schema.nullable === true) return [];
  const type = typeError(value, schema, path);
  const checks = Array.isArray(value)
    ? [items]
    : isObject(value)
      ? [members]
      : typeof value === "string"
        ? [text]
        : typeof value === "number"
          ? [range]
          : [];
  const more = type.length > 0 ? [] : checks.flatMap((check) => check(value, schema, path));
  return [...type, ...more, ...choice(value, schema, path)];
}

const typeOf = (value: Json): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint" || Number.isInteger(value)) return "integer";
  return typeof value;
};

const typeError: Check = (value, schema, path) => {
  const wanted = schema["x-kubernetes-int-or-string"] === true ? ["integer", "string"] : [String(schema.type ?? "")];
  const own = typeOf(value);
  const fits = wanted.includes(own) || wanted[0] === "" || (wanted[0] === "number" && own === "integer");
  if (fits) return [];
  return [invalidValue(path, own, `${path} in body must be of type ${wanted.join(",")}: ${JSON.stringify(own)}`)];
};

const choice: Check = (value, schema, path) => {
  const choices = schema.enum;
  if (!Array.isArray(choices) || choices.some((one) => JSON.stringify(one) === JSON.stringify(value))) return [];
  return [unsupported(path, value, choices.map(String))];
};

const below = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

const members: Check = (value, schema, path) => {
  const object = value as JsonObject;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const more = isObject(schema.additionalProperties) ? schema.additionalProperties : undefined;
  const wanted = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const missing = wanted.filter((key) => !Object.hasOwn(object, key)).map((key) => required(below(path, key)));
  const inside = Object.entries(object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, child]) => {
      const own = Object.hasOwn(properties, key) ? properties[key] : more;
      return isObject(own) ? errorsIn(child, own, below(path, key)) : [];
    });
  return [...missing, ...inside];
};

const items: Check = (value, schema, path) => {
  const list = value as Json[];
  const { items: own, minItems, maxItems } = schema;
  const count = list.length;
  const few = typeof minItems === "number" && count < minItems;
  const many = typeof maxItems === "number" && count > maxItems;
  return [
    ...(few ? [invalidValue(path, count, `${path} in body should have at least ${minItems} items`)] : []),
    ...(many ? [tooMany(path, count, Number(maxItems))] : []),
    ...(isObject(own) ? list.flatMap((item, at) => errorsIn(item, own, `${path}[${at}]`)) : []),
  ];
};

const tooMany = (field: string, count: number, most: number): FieldError => ({
  reason: "FieldValueTooMany",
  message: `Too many: ${count}: must have at most ${most} items`,
  field,
});

/** The first of its limits that a text breaks. */
const text: Check = (value, schema, path) => {
  const { minLength, maxLength, pattern, format } = schema;
  const length = [...(value as string)].length;
  if (typeof maxLength === "number" && length > maxLength) return [tooLong(path, maxLength)];
  const wrong = (words: string) => [invalidValue(path, value, `${path} in body ${words}`)];
  if (typeof minLength === "number" && length < minLength) return wrong(`should be at least ${minLength} chars long`);
  if (typeof pattern === "string" && !matches(pattern, value as string)) return wrong(`should match '${pattern}'`);
  if (format === "date-time" && Number.isNaN(Date.parse(value as string)))
    return wrong(`must be of type date-time: ${JSON.stringify(value)}`);
  return [];
};

/** A pattern that JavaScript cannot read holds for everything. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

const range: Check = (value, schema, path) => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const number = value as number;
  const wrong = (words: string) => [invalidValue(path, value, `${path} in body should be ${words}`)];
  if (typeof maximum === "number" && (exclusiveMaximum === true ? number >= maximum : number > maximum))
    return wrong(`less than ${exclusiveMaximum === true ? "" : "or equal to "}${maximum}`);
  if (typeof minimum === "number" && (exclusiveMinimum === true ? number <= minimum : number < minimum))
    return wrong(`greater than ${exclusiveMinimum === true ? "" : "or equal to "}${minimum}`);
  if (typeof multipleOf === "number" && number % multipleOf !== 0) return wrong(`a multiple of ${multipleOf}`);
  return [];
};
