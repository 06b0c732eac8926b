import { writeJson } from "./json/write.ts";
import { isObject, type KubeObject } from "./object.ts";

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** What --record writes: the command line that changed the object last. */
export const CHANGE_CAUSE = "kubernetes.io/change-cause";

/** The object with itself in the annotation that `apply` compares with, its keys in the order they have. */
export function withLastApplied(object: KubeObject): KubeObject {
  const text = `${writeJson(object, { sortKeys: false })}\n`;
  return annotated(object, LAST_APPLIED, text);
}

/** A copy of the object with one more annotation. */
export function annotated(object: KubeObject, key: string, text: string): KubeObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [key]: text } } };
}
