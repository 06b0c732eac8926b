import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { compareBytes } from "../core/json/write.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { configKeyProblems } from "./config-key.ts";
import type { Keyed } from "./keyed-files.ts";
import { nameHash } from "./name-hash.ts";

/** The ConfigMap of `create configmap`; bytes that are no text go to binaryData. Throws kubectl's errors for bad keys. */
export function configMap(name: string, entries: readonly Keyed[], appendHash: boolean): KubeObject {
  const data: JsonObject = {};
  const binaryData: JsonObject = {};
  for (const { key, content } of entries) {
    const problems = configKeyProblems(key);
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

/** Go writes maps in key order, whatever the order of the type's own fields. */
const sorted = (map: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => compareBytes(a, b)));

/** The suffix of --append-hash. */
function hash(name: string, data: JsonObject, binaryData: JsonObject): string {
  const isBinary = Object.keys(binaryData).length > 0;
  return nameHash({ kind: "ConfigMap", name, data, ...(isBinary ? { binaryData } : {}) });
}
