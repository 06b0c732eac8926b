import { isObject, type Json, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import type { Kind } from "../kinds/kind.ts";
import { invalidValue } from "../rules/field-error.ts";
import { conflict, invalid } from "./error.ts";
import { selectorText } from "./label-selector.ts";
import type { Machine, Writing } from "./machine.ts";
import { metadataOf } from "./metadata.ts";
import { type Place, replaceObject } from "./write.ts";

interface Paths {
  readonly wanted: readonly string[];
  readonly present: readonly string[];
  readonly selector: readonly string[];
}

const BUILTIN: Paths = {
  wanted: ["spec", "replicas"],
  present: ["status", "replicas"],
  selector: ["spec", "selector"],
};

/** Where a type keeps its replicas: custom types say it in their definition. */
function pathsOf(machine: Machine, kind: Kind): Paths {
  const definition = machine.types.definition(kind.key);
  if (!definition) return BUILTIN;
  const versions = (definition.spec as JsonObject).versions as JsonObject[];
  const parts = versions.find(({ name }) => name === kind.version)?.subresources as JsonObject;
  const scale = parts.scale as JsonObject;
  const path = (field: string) =>
    String(scale[field] ?? "")
      .split(".")
      .filter((one) => one !== "");
  return { wanted: path("specReplicasPath"), present: path("statusReplicasPath"), selector: path("labelSelectorPath") };
}

const at = (object: KubeObject, path: readonly string[]): Json | undefined =>
  path.length === 0
    ? undefined
    : path.reduce<Json | undefined>((one, key) => (isObject(one) ? one[key] : undefined), object);

/** The Scale (autoscaling/v1) of an object. */
export function readScale(machine: Machine, kind: Kind, object: KubeObject): JsonObject {
  const paths = pathsOf(machine, kind);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadataOf(object);
  const wanted = at(object, paths.wanted);
  const selector = at(object, paths.selector);
  const text = typeof selector === "string" ? selector : selectorText(selector);
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as JsonObject,
    spec: typeof wanted === "number" && wanted !== 0 ? { replicas: wanted } : {},
    status: { replicas: at(object, paths.present) ?? 0, ...(text ? { selector: text } : {}) },
  };
}

/** Sets an object's replicas from a Scale; throws the 422 of a negative number. */
export function writeScale(
  machine: Machine,
  place: Place,
  object: KubeObject,
  scale: KubeObject,
  how: Writing,
): KubeObject {
  const { wanted } = pathsOf(machine, place.kind);
  const replicas = (isObject(scale.spec) ? scale.spec.replicas : undefined) ?? 0;
  if (typeof replicas !== "number" || replicas < 0) {
    const cause = invalidValue("spec.replicas", replicas, "must be greater than or equal to 0");
    throw invalid({ group: "autoscaling", kind: "Scale" }, nameOf(object), [cause]);
  }
  const { resourceVersion } = metadataOf(scale);
  if (resourceVersion && resourceVersion !== metadataOf(object).resourceVersion) {
    throw conflict(
      place.kind,
      nameOf(object),
      "the object has been modified; please apply your changes to the latest version and try again",
    );
  }
  return replaceObject(machine, place, setAt(object, wanted, replicas), how);
}

function setAt(object: JsonObject, [key = "", ...rest]: readonly string[], value: Json): JsonObject {
  const inner = isObject(object[key]) ? object[key] : {};
  return { ...object, [key]: rest.length === 0 ? value : setAt(inner, rest, value) };
}
