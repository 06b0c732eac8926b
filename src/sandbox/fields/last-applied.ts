import { readJson } from "../../core/json/read.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import { appliedFields, compareFields } from "./compare.ts";
import { difference, type FieldSet, NOTHING } from "./field-set.ts";

const ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
const LONGEST = 256 * 1024;

const annotationsOf = (object: KubeObject | undefined): JsonObject => {
  const metadata = isObject(object?.metadata) ? object.metadata : {};
  return isObject(metadata.annotations) ? metadata.annotations : {};
};

/** What was applied on the client's side and is still so: who moves to the server's side takes it without a conflict. */
export function lastAppliedFields(live: KubeObject): FieldSet {
  const text = annotationsOf(live)[ANNOTATION];
  const config = typeof text === "string" ? tryRead(text) : undefined;
  if (!config) return NOTHING;
  return difference(appliedFields(config), compareFields(live, config).changed);
}

function tryRead(text: string): KubeObject | undefined {
  try {
    const config = readJson(text);
    return isObject(config) ? config : undefined;
  } catch {
    return undefined;
  }
}

/** The server keeps kubectl's annotation in step with what kubectl applies, where there is one. */
export function withLastApplied(object: KubeObject, config: KubeObject): KubeObject {
  const { [ANNOTATION]: known, ...others } = annotationsOf(object);
  if (known === undefined) return object;
  const own = annotationsOf(config)[ANNOTATION];
  const text = own ?? `${writeJson(config)}\n`;
  const annotations = String(text).length > LONGEST ? others : { ...others, [ANNOTATION]: text };
  return { ...object, metadata: { ...(object.metadata as JsonObject), annotations } };
}
