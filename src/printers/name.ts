import { readGroupVersion } from "../core/names.ts";
import { apiVersionOf, isObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";

/** "pod/web" or "deployment.apps/web": how `-o name` and progress lines call an object. */
export function nameWithKind(object: KubeObject): string {
  const group = readGroupVersion(apiVersionOf(object))?.group ?? "";
  const kind = kindOf(object).toLowerCase();
  return `${group === "" ? kind : `${kind}.${group}`}/${nameOf(object) || "<unknown>"}`;
}

/** One line for an object, one for each item of a list. */
export function namesOf(object: KubeObject): string {
  const items = Array.isArray(object.items) ? object.items.filter(isObject) : [object];
  return items.map((item) => `${nameWithKind(item)}\n`).join("");
}
