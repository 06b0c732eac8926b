import { isObject, type Json } from "../../core/object.ts";
import { compareQuantities, isQuantity } from "../../core/quantity.ts";
import { type FieldError, invalidValue } from "./field-error.ts";

const QUANTITY_WORDS = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const STANDARD = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** What is wrong with a container's limits and requests: names, amounts, and requests that go beyond a limit. */
export function resourceErrors(resources: Json | undefined, path: string): FieldError[] {
  if (!isObject(resources)) return [];
  const limits = isObject(resources.limits) ? resources.limits : {};
  const requests = isObject(resources.requests) ? resources.requests : {};
  return [
    ...Object.keys(limits)
      .sort()
      .flatMap((name) => amountErrors(name, limits[name], `${path}.limits[${name}]`)),
    ...Object.keys(requests)
      .sort()
      .flatMap((name) => [
        ...amountErrors(name, requests[name], `${path}.requests[${name}]`),
        ...beyondLimit(name, { request: requests[name], limit: limits[name] }, `${path}.requests`),
      ]),
  ];
}

function amountErrors(name: string, amount: Json | undefined, field: string): FieldError[] {
  if (!name.includes("/") && !STANDARD.test(name)) {
    return [
      invalidValue(field, name, "must be a standard resource type or fully qualified"),
      invalidValue(field, name, "must be a standard resource for containers"),
    ];
  }
  const text = String(amount);
  if (!isQuantity(text)) return [invalidValue(field, text, QUANTITY_WORDS)];
  return compareQuantities(text, "0") < 0 ? [invalidValue(field, text, "must be greater than or equal to 0")] : [];
}

function beyondLimit(
  name: string,
  { request, limit }: { request: Json | undefined; limit: Json | undefined },
  field: string,
): FieldError[] {
  if (limit === undefined || compareQuantities(String(request), String(limit)) <= 0) return [];
  return [invalidValue(field, String(request), `must be less than or equal to ${name} limit of ${limit}`)];
}
