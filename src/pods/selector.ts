import { CliError } from "../core/errors.ts";
import { selectorText } from "../core/label-selector.ts";
import { isObject, type JsonObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";
import { goTypeName } from "../typed/objects.ts";

const BY_SELECTOR = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"];

/** The selector, as -l takes it, of the pods that belong to an object; throws kubectl's error for kinds without pods. */
export function podSelectorOf(object: KubeObject): string {
  const kind = kindOf(object);
  const spec = isObject(object.spec) ? object.spec : {};
  const selector: JsonObject = isObject(spec.selector) ? spec.selector : {};
  if (kind === "ReplicationController") return selectorText({ matchLabels: selector });
  if (kind === "Service") {
    if (Object.keys(selector).length > 0) return selectorText({ matchLabels: selector });
    throw new CliError(`invalid service '${nameOf(object)}': Service is defined without a selector`);
  }
  if (BY_SELECTOR.includes(kind)) return selectorText(selector);
  throw new CliError(`selector for ${goTypeName(object)} not implemented`);
}
