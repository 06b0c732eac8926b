import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";
import type { EnvChange } from "./env-words.ts";
import { objectsAt } from "./pod-spec.ts";

/** Changes a container's variables: known ones in their places, new ones behind them. */
export function updateEnv(container: JsonObject, { variables, removals }: EnvChange): void {
  const done = new Set(removals);
  const updated: JsonObject[] = [];
  for (const one of objectsAt(container, "env")) {
    const name = String(one.name ?? "");
    if (done.has(name)) continue;
    const wanted = variables.find((other) => other.name === name);
    if (wanted) done.add(name);
    updated.push(wanted ?? one);
  }
  for (const one of variables) {
    const name = String(one.name);
    if (!done.has(name)) updated.push(one);
    done.add(name);
  }
  // As Kubernetes writes it: no list rather than an empty one.
  if (updated.length > 0) container.env = structuredClone(updated);
  else delete container.env;
}

/** Refuses, in kubectl's words, to give a variable another value than it has. */
export function checkKept(container: JsonObject, variables: readonly JsonObject[]): void {
  const known = objectsAt(container, "env");
  for (const { name, value = "" } of variables) {
    const current = known.find((one) => one.name === name);
    if (current && (current.value ?? "") !== value) {
      throw new CliError(`'${name}' already has a value (${current.value ?? ""}), and --overwrite is false`);
    }
  }
}

/** An object with changed variables, and the containers that were meant. */
export interface WithEnv {
  readonly object: KubeObject;
  readonly containers: readonly JsonObject[];
}

/** A variable for every key of a ConfigMap or Secret, and what is to be said about keys that are spelt otherwise there. */
export interface FromKeys {
  readonly variables: readonly JsonObject[];
  readonly warnings: readonly string[];
}

const REFERENCES: Readonly<Record<string, string>> = { Secret: "secretKeyRef", ConfigMap: "configMapKeyRef" };

/** The variables of --from, for the keys of --keys or all; throws kubectl's error for other kinds. */
export function variablesFrom(object: KubeObject, keys: readonly string[]): FromKeys {
  const reference = object.apiVersion === "v1" ? REFERENCES[kindOf(object)] : undefined;
  if (reference === undefined) throw new CliError("unsupported resource specified in --from");
  const known = isObject(object.data) ? Object.keys(object.data).sort() : [];
  const wanted = known.filter((key) => keys.length === 0 || keys.includes(key));
  return {
    variables: wanted.map((key) => ({
      name: variableName(key),
      valueFrom: { [reference]: { name: nameOf(object), key } },
    })),
    warnings: wanted
      .filter((key) => variableName(key) !== key)
      .map((key) => `Warning: key ${key} transferred to ${variableName(key)}`),
  };
}

/** "db.user-name" → "DB_USER_NAME". */
const variableName = (key: string): string => key.replace(/[^a-zA-Z0-9_]/g, "_").toUpperCase();
