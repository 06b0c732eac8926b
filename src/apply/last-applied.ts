import { writeJson } from "../core/json/write.ts";
import { LAST_APPLIED } from "../core/last-applied.ts";
import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";

const annotationsOf = (object: KubeObject): JsonObject => {
  const annotations = isObject(object.metadata) ? object.metadata.annotations : undefined;
  return isObject(annotations) ? annotations : {};
};

/** What was applied last, as text; undefined when nobody applied the object yet. */
export function lastAppliedText(object: KubeObject): string | undefined {
  const annotations = annotationsOf(object);
  const text = Object.hasOwn(annotations, LAST_APPLIED) ? annotations[LAST_APPLIED] : undefined;
  return typeof text === "string" ? text : undefined;
}

/** The object with itself, as JSON, in the annotation: what apply wants the server to hold. */
export function withLastApplied(object: KubeObject): KubeObject {
  const annotations = plainAnnotations(object);
  const text = `${writeJson(plainConfiguration(object))}\n`;
  return withAnnotations(object, { ...annotations, [LAST_APPLIED]: text });
}

/** An object without the annotation, and with an empty map where it had no annotations, as apply writes it down. */
export const plainConfiguration = (object: KubeObject): KubeObject => withAnnotations(object, plainAnnotations(object));

/** An object without the annotation, where no map of annotations appears that was not there. */
export function bareConfiguration(object: KubeObject): KubeObject {
  const hasAny = isObject(object.metadata) && object.metadata.annotations !== undefined;
  return hasAny ? plainConfiguration(object) : object;
}

function plainAnnotations(object: KubeObject): JsonObject {
  const { [LAST_APPLIED]: _, ...rest } = annotationsOf(object);
  return rest;
}

function withAnnotations(object: KubeObject, annotations: JsonObject): KubeObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, annotations } };
}
