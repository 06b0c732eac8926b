import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { parseYaml } from "../core/yaml/read.ts";
import { decode, typeWord } from "./decode.ts";
import { BETA } from "./kuberc-schema.ts";
import type { Type } from "./schema.ts";

/**
 * A kuberc file as `kuberc view` shows it and `kuberc set` changes it: the fields of a v1beta1 Preference, others left out,
 * lists that are missing as null. Throws kubectl's errors for YAML that cannot be read and for values of wrong types.
 */
export async function readKubercFile(text: string): Promise<JsonObject> {
  try {
    const document = (await parseYaml(text)) ?? {};
    if (isObject(document)) return decode(withTexts(document), BETA, "") as JsonObject;
    const reason = `json: cannot unmarshal ${typeWord(document)} into Go value of type v1beta1.Preference`;
    throw new Error(reason);
  } catch (error) {
    const { message } = error as Error;
    const reason = message.startsWith("json: ") ? `error unmarshaling JSON: while decoding JSON: ${message}` : message;
    throw new CliError(`error parsing kuberc file: ${reason}`, { cause: error });
  }
}

/** Numbers and truth values where texts belong are taken as texts (as Go's YAML decoder does), but for kind and apiVersion. */
function withTexts({ kind, apiVersion, ...rest }: JsonObject): JsonObject {
  const head = { ...(kind === undefined ? {} : { kind }), ...(apiVersion === undefined ? {} : { apiVersion }) };
  return { ...head, ...(asTexts(rest, BETA) as JsonObject) };
}

function asTexts(value: Json, type: Type): Json {
  if (type.type === "string") return ["number", "bigint", "boolean"].includes(typeof value) ? String(value) : value;
  if (type.type === "list" && Array.isArray(value)) return value.map((one) => asTexts(one, type.of));
  if (type.type !== "struct" || !isObject(value)) return value;
  const field = ([key, one]: [string, Json]) => {
    const known = type.fields[key];
    return [key, known ? asTexts(one, known.of) : one];
  };
  return Object.fromEntries(Object.entries(value).map(field));
}
