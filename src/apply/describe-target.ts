import { goQuote } from "../core/json/go-quote.ts";
import { type KubeObject, kindOf } from "../core/object.ts";
import { gvrText, type Target } from "../resources/target.ts";

/** An object and its address, as these messages describe it. */
export function describeTarget({ resource, name, namespace }: Target, object: KubeObject): string {
  const { group, version } = resource;
  const kind = `${group}/${version}, Kind=${kindOf(object)}`;
  return `Resource: ${goQuote(gvrText(resource))}, GroupVersionKind: ${goQuote(kind)}\nName: ${goQuote(name ?? "")}, Namespace: ${goQuote(namespace ?? "")}`;
}
