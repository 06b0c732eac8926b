import { createHash } from "node:crypto";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { compareBytes, writeJson } from "../core/json/write.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import type { Keyed } from "./keyed-files.ts";

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_WORDS =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** The ConfigMap of `create configmap`; bytes that are no text go to binaryData. Throws kubectl's errors for bad keys. */
export function configMap(name: string, entries: readonly Keyed[], appendHash: boolean): KubeObject {
  const data: JsonObject = {};
  const binaryData: JsonObject = {};
  for (const { key, content } of entries) {
    const problems = keyProblems(key);
    if (problems.length > 0)
      throw new CliError(`${goQuote(key)} is not a valid key name for a ConfigMap: ${problems.join(",")}`);
    if (Object.hasOwn(data, key) || Object.hasOwn(binaryData, key)) {
      throw new CliError(
        `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`,
      );
    }
    if (typeof content === "string") data[key] = content;
    else binaryData[key] = Buffer.from(content).toString("base64");
  }
  const object: KubeObject = {
    kind: "ConfigMap",
    apiVersion: "v1",
    metadata: { name: appendHash ? `${name}-${hash(name, data, binaryData)}` : name },
    ...(Object.keys(data).length > 0 ? { data: sorted(data) } : {}),
    ...(Object.keys(binaryData).length > 0 ? { binaryData: sorted(binaryData) } : {}),
  };
  return object;
}

function keyProblems(key: string): string[] {
  const problems: string[] = [];
  if (Buffer.byteLength(key) > 253) problems.push("must be no more than 253 characters");
  if (!KEY.test(key)) problems.push(KEY_WORDS);
  if (key === "." || key === "..") problems.push(`must not be '${key}'`);
  else if (key.startsWith("..")) problems.push("must not start with '..'");
  return problems;
}

/** Go writes maps in key order, whatever the order of the type's own fields. */
const sorted = (map: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => compareBytes(a, b)));

const LETTERS: Readonly<Record<string, string>> = { "0": "g", "1": "h", "3": "k", a: "m", e: "t" };

/** The suffix of --append-hash: ten letters of a digest, none of which can form a word. */
function hash(name: string, data: JsonObject, binaryData: JsonObject): string {
  const isBinary = Object.keys(binaryData).length > 0;
  const content = { kind: "ConfigMap", name, data, ...(isBinary ? { binaryData } : {}) };
  const digest = createHash("sha256").update(writeJson(content)).digest("hex").slice(0, 10);
  return digest.replace(/[013ae]/g, (letter) => LETTERS[letter] as string);
}
