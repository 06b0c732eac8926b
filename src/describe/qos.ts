import type { JsonObject } from "../core/object.ts";
import { readQuantity } from "../core/quantity.ts";
import { part, parts, sorted } from "./fields.ts";

const COUNTED = ["cpu", "memory"];

/** The class a pod's resources give it, for a status that does not say it. */
export function qosClass(spec: JsonObject): "BestEffort" | "Burstable" | "Guaranteed" {
  const containers = [...parts(spec, "initContainers"), ...parts(spec, "containers")].map((one) =>
    part(one, "resources"),
  );
  const amounts = (resources: JsonObject, key: string) =>
    new Map(
      sorted(part(resources, key))
        .filter(([name, amount]) => COUNTED.includes(name) && (readQuantity(amount) ?? 0n) > 0n)
        .map(([name, amount]) => [name, readQuantity(amount)]),
    );
  const all = containers.map((one) => ({ limits: amounts(one, "limits"), requests: amounts(one, "requests") }));
  if (all.every(({ limits, requests }) => limits.size + requests.size === 0)) return "BestEffort";
  const isGuaranteed = all.every(({ limits, requests }) =>
    COUNTED.every((name) => limits.has(name) && (requests.get(name) ?? limits.get(name)) === limits.get(name)),
  );
  return isGuaranteed ? "Guaranteed" : "Burstable";
}
