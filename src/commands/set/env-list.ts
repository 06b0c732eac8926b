import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { StatusError } from "../../client/status.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { CliError } from "../../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import type { Output, World } from "../../core/world.ts";
import type { WithEnv } from "../../set/env.ts";
import { objectsAt } from "../../set/pod-spec.ts";
import { type KeyValue, referenceText, resolveReference } from "../../set/references.ts";
import type { Found } from "./select.ts";

interface Given {
  readonly flags: { readonly resolve: boolean };
  readonly cluster: Cluster;
  readonly world: World;
}

/** Prints the variables of containers; objects without any are passed over, as kubectl does. */
export async function listEnv(
  given: Given,
  objects: readonly Found[],
  withEnv: (object: KubeObject) => WithEnv,
): Promise<void> {
  const values = keyValues(given.cluster);
  for (const { object } of objects) {
    for (const container of containersOf(object, withEnv)) await listContainer(given, object, container, values);
  }
}

function containersOf(object: KubeObject, withEnv: (object: KubeObject) => WithEnv): readonly JsonObject[] {
  try {
    return withEnv(object).containers;
  } catch (error) {
    if (error instanceof CliError) return [];
    throw error;
  }
}

async function listContainer(
  { flags, world }: Given,
  object: KubeObject,
  container: JsonObject,
  values: KeyValue,
): Promise<void> {
  const { stdout, stderr } = world.streams;
  const write = (line: string) => stdout.write(`${shown(line, stdout)}\n`);
  write(`# ${kindOf(object)} ${nameOf(object)}, container ${container.name}`);
  const unresolved = new Map<string, string[]>();
  for (const { name, value, valueFrom } of objectsAt(container, "env")) {
    if (!isObject(valueFrom)) {
      write(`${name}=${value ?? ""}`);
      continue;
    }
    const found = flags.resolve ? await resolved(valueFrom, { object, container }, values) : undefined;
    if (found?.value === undefined) write(`# ${name} from ${referenceText(valueFrom)}`);
    else write(`${name}=${found.value}`);
    if (found?.reason !== undefined) unresolved.set(found.reason, [...(unresolved.get(found.reason) ?? []), `${name}`]);
  }
  const lines = [...unresolved].map(
    ([reason, names]) => `error retrieving reference for ${names.join(", ")}: ${reason}`,
  );
  for (const line of lines.sort()) stderr.write(`${escapeControls(line)}\n`);
}

/** Harmless on a terminal; in a pipe the bytes are kubectl's. */
const shown = (text: string, output: Output): string => (output.isTerminal ? escapeControls(text) : text);

type Resolved =
  | { readonly value: string; readonly reason?: undefined }
  | { readonly value?: undefined; readonly reason: string };

async function resolved(
  valueFrom: JsonObject,
  place: { object: KubeObject; container: JsonObject },
  values: KeyValue,
): Promise<Resolved> {
  try {
    return { value: await resolveReference(valueFrom, place, values) };
  } catch (error) {
    if (error instanceof StatusError) return { reason: error.detail };
    if (error instanceof NoAnswer) return { reason: error.full };
    if (error instanceof CliError) return { reason: error.message };
    throw error;
  }
}

/** Asks for config maps and secrets of the current namespace, for each one once. */
function keyValues(cluster: Cluster): KeyValue {
  const asked = new Map<string, Promise<KubeObject>>();
  return async (kind, name, key) => {
    if (name === "") throw new CliError("resource name may not be empty");
    const known = asked.get(`${kind}/${name}`) ?? fetchHolder(cluster, kind, name);
    asked.set(`${kind}/${name}`, known);
    const { data } = await known;
    const value = isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
    const what = kind === "secrets" ? "secret" : "config map";
    if (value === undefined) throw new CliError(`key ${key} not found in ${what} ${name}`);
    return kind === "secrets" ? Buffer.from(String(value), "base64").toString() : String(value);
  };
}

async function fetchHolder(cluster: Cluster, plural: "configmaps" | "secrets", name: string): Promise<KubeObject> {
  const { name: namespace } = await cluster.namespace();
  const path = resourcePath({ resource: { group: "", version: "v1", plural, namespaced: true }, namespace, name });
  return (await cluster.json({ path }, { verb: "get", resource: plural, name })) as KubeObject;
}
