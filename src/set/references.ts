import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../core/object.ts";
import { readQuantity } from "../core/quantity.ts";
import { labelKeyProblems } from "../core/validation.ts";

/** Where a variable's value comes from, in kubectl's words. */
export function referenceText(valueFrom: JsonObject): string {
  const { configMapKeyRef, secretKeyRef, resourceFieldRef, fieldRef } = valueFrom;
  if (isObject(configMapKeyRef)) return `configmap ${configMapKeyRef.name ?? ""}, key ${configMapKeyRef.key ?? ""}`;
  if (isObject(secretKeyRef)) return `secret ${secretKeyRef.name ?? ""}, key ${secretKeyRef.key ?? ""}`;
  if (isObject(resourceFieldRef)) {
    const container = resourceFieldRef.containerName ? `${resourceFieldRef.containerName}/` : "";
    return `resource field ${container}${resourceFieldRef.resource ?? ""}`;
  }
  return isObject(fieldRef) ? `field path ${fieldRef.fieldPath ?? ""}` : "invalid valueFrom";
}

/** The value of a ConfigMap's or Secret's key, from whoever can ask for it. */
export type KeyValue = (kind: "configmaps" | "secrets", name: string, key: string) => Promise<string>;

/** What a reference stands for; throws CliError in kubectl's words where that cannot be told. */
export async function resolveReference(
  valueFrom: JsonObject,
  { object, container }: { object: KubeObject; container: JsonObject },
  keyValue: KeyValue,
): Promise<string> {
  const { configMapKeyRef, secretKeyRef, resourceFieldRef, fieldRef } = valueFrom;
  const text = (value: unknown) => String(value ?? "");
  if (isObject(secretKeyRef)) return await keyValue("secrets", text(secretKeyRef.name), text(secretKeyRef.key));
  if (isObject(configMapKeyRef)) {
    return await keyValue("configmaps", text(configMapKeyRef.name), text(configMapKeyRef.key));
  }
  if (isObject(fieldRef)) return fieldValue(object, text(fieldRef.fieldPath));
  if (isObject(resourceFieldRef)) return resourceValue(container, resourceFieldRef);
  throw new CliError("invalid valueFrom");
}

/** A field of the object itself; kubectl has no pod to ask for others. */
function fieldValue(object: KubeObject, path: string): string {
  const [, field, key] = /^(.*?)\['(.*)'\]$/.exec(path) ?? [];
  if (field !== undefined && key !== undefined) return subscriptValue(object, { path, field, key });
  switch (path) {
    case "metadata.name":
      return nameOf(object);
    case "metadata.namespace":
      return namespaceOf(object);
    case "metadata.uid":
      return isObject(object.metadata) ? String(object.metadata.uid ?? "") : "";
    case "metadata.labels":
      return mapText(stringMapOf(object, "labels"));
    case "metadata.annotations":
      return mapText(stringMapOf(object, "annotations"));
    default:
      throw new CliError(`unsupported fieldPath: ${path}`);
  }
}

function subscriptValue(
  object: KubeObject,
  { path, field, key }: Readonly<Record<"path" | "field" | "key", string>>,
): string {
  const map = /^metadata\.(labels|annotations)$/.exec(field)?.[1] as "labels" | "annotations" | undefined;
  if (!map) throw new CliError(`fieldPath ${JSON.stringify(path)} does not support subscript`);
  const problems = labelKeyProblems(map === "annotations" ? key.toLowerCase() : key);
  if (problems.length > 0) throw new CliError(`invalid key subscript in ${path}: ${problems.join(";")}`);
  return stringMapOf(object, map)[key] ?? "";
}

/** As the downward API writes maps: sorted lines of key="value". */
const mapText = (map: Readonly<Record<string, string>>): string =>
  Object.keys(map)
    .sort()
    .map((key) => `${key}=${JSON.stringify(map[key])}`)
    .join("\n");

const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/;

/** A limit or request of the container, divided and rounded up; 0 where there is none. */
function resourceValue(container: JsonObject, reference: JsonObject): string {
  const [, side, name] = RESOURCE.exec(String(reference.resource ?? "")) ?? [];
  if (side === undefined || name === undefined) {
    throw new CliError(`Unsupported container resource : ${reference.resource ?? ""}`);
  }
  const amounts = isObject(container.resources) ? container.resources[side] : undefined;
  const amount = readQuantity(String((isObject(amounts) ? amounts[name] : undefined) ?? "0")) ?? 0n;
  const divisor = readQuantity(String(reference.divisor ?? "1")) || 1_000_000_000n;
  return String((amount + divisor - 1n) / divisor);
}
