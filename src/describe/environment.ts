import type { JsonObject } from "../core/object.ts";
import { readQuantity } from "../core/quantity.ts";
import { part, parts, text } from "./fields.ts";

/** The lines of a container's environment: what comes from whole maps, then variable by variable. */
export function environmentLines(container: JsonObject, pod?: JsonObject): string[] {
  const from = parts(container, "envFrom").map((one) => `      ${source(one)}`);
  const own = parts(container, "env").flatMap((one) => variable(one, container, pod));
  return [
    ...(from.length > 0 ? ["    Environment Variables from:", ...from] : []),
    ...(own.length > 0 ? ["    Environment:", ...own] : ["    Environment:\t<none>"]),
  ];
}

function source(one: JsonObject): string {
  const isMap = one.configMapRef !== undefined;
  const reference = part(one, isMap ? "configMapRef" : "secretRef");
  const prefix = text(one.prefix);
  const kind = (isMap ? "ConfigMap" : "Secret") + (prefix === "" ? "" : ` with prefix '${prefix}'`);
  return `${text(reference.name)}\t${kind}\tOptional: ${reference.optional === true}`;
}

function variable(one: JsonObject, container: JsonObject, pod: JsonObject | undefined): string[] {
  const name = `      ${text(one.name)}:\t`;
  if (one.valueFrom === undefined) {
    const [first = "", ...more] = text(one.value).split("\n");
    return [name + first, ...more.map((line) => `      \t${line}`)];
  }
  return [name + origin(part(one, "valueFrom"), container, pod)];
}

function origin(from: JsonObject, container: JsonObject, pod: JsonObject | undefined): string {
  if (from.fieldRef) {
    const field = part(from, "fieldRef");
    return `${fieldValue(text(field.fieldPath), pod)} (${text(field.apiVersion)}:${text(field.fieldPath)})`;
  }
  if (from.resourceFieldRef) {
    const field = part(from, "resourceFieldRef");
    const value = resourceValue(field, container);
    const isAll = value === "0" && /^limits\.(cpu|memory)$/.test(text(field.resource));
    return `${isAll ? "node allocatable" : value} (${text(field.resource)})`;
  }
  if (from.secretKeyRef) {
    const key = part(from, "secretKeyRef");
    return `<set to the key '${text(key.key)}' in secret '${text(key.name)}'>\tOptional: ${key.optional === true}`;
  }
  const key = part(from, "configMapKeyRef");
  return `<set to the key '${text(key.key)}' of config map '${text(key.name)}'>\tOptional: ${key.optional === true}`;
}

/** The fields of a pod that kubectl looks up; others are left blank. */
function fieldValue(path: string, pod: JsonObject | undefined): string {
  const [, name] = /^metadata\.(name|namespace)$/.exec(path) ?? [];
  return name === undefined ? "" : text(part(pod, "metadata")[name]);
}

/** What a resource comes to in its divisor, rounded up. */
function resourceValue(field: JsonObject, container: JsonObject): string {
  const [kind = "", name = ""] = text(field.resource).split(/\.(.*)/);
  const amount = readQuantity(text(part(part(container, "resources"), kind)[name]) || "0") ?? 0n;
  const given = readQuantity(text(field.divisor) || "1") ?? 0n;
  const divisor = given === 0n ? 1_000_000_000n : given;
  return String((amount + divisor - 1n) / divisor);
}
