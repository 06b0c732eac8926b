import { CliError } from "../core/errors.ts";
import type { JsonObject } from "../core/object.ts";
import { canonicalQuantity } from "../core/quantity-text.ts";
import { child } from "./pod-spec.ts";

/** Reads "cpu=200m,memory=512Mi"; throws kubectl's errors. */
export function readRequirements(text: string): Readonly<Record<string, string>> {
  if (text === "") return {};
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const parts = pair.split("=");
      if (parts.length !== 2) throw new CliError(`Invalid argument syntax ${pair}, expected <resource>=<value>`);
      const [resource, value] = parts as [string, string];
      return [resource, canonicalQuantity(value)];
    }),
  );
}

/** Sets limits and requests of a container; those of other resources stay. */
export function setRequirements(
  container: JsonObject,
  { limits, requests }: Readonly<Record<"limits" | "requests", Readonly<Record<string, string>>>>,
): void {
  const resources = child(container, "resources");
  if (Object.keys(limits).length > 0) Object.assign(child(resources, "limits"), limits);
  if (Object.keys(requests).length > 0) Object.assign(child(resources, "requests"), requests);
}
