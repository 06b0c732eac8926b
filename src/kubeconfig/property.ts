import { parseBool } from "../core/bool.ts";
import { ConfigError } from "../core/errors.ts";
import { isObject, type JsonObject } from "../core/object.ts";
import { checkBase64 } from "./decode.ts";
import type { Kubeconfig, Section } from "./model.ts";
import { CLUSTER, CONTEXT, type Struct, USER } from "./schema.ts";

const STRUCTS: Readonly<Record<Section, Struct>> = { clusters: CLUSTER, users: USER, contexts: CONTEXT };

interface Place {
  readonly section: Section;
  readonly name: string;
  /** Undefined when the path ends with the entry's name. */
  readonly field: string | undefined;
}

/** The fields that a path may end with; lists and maps of texts are none, as in kubectl. */
const fieldsOf = (section: Section): string[] =>
  Object.entries(STRUCTS[section].fields)
    .filter(([key, { of }]) => !["list", "map"].includes(of.type) || key === "extensions")
    .map(([key]) => key);

/** Reads "clusters.NAME.FIELD"; names may hold dots. Throws kubectl's error for paths that go on below a field. */
function readPlace(path: string, steps: readonly string[]): Place {
  const [section, ...rest] = steps as [Section, ...string[]];
  const fields = fieldsOf(section);
  const at = rest.findIndex((step, index) => index > 0 && fields.includes(step));
  if (at < 0) return { section, name: rest.join("."), field: undefined };
  if (at < rest.length - 1) throw new ConfigError(`unable to parse one or more field values of ${path}`);
  return { section, name: rest.slice(0, at).join("."), field: rest[at] as string };
}

const isSection = (step: string | undefined): step is Section => step !== undefined && Object.hasOwn(STRUCTS, step);

/** `config set PATH VALUE`: changes the config in place; throws kubectl's errors. */
export function setProperty(config: Kubeconfig, path: string, value: string, rawBytes: boolean): void {
  if (path === "") throw new ConfigError("you must specify a property");
  if (value === "") throw new ConfigError("you cannot use set to unset a property");
  const steps = path.split(".");
  const [first] = steps;
  if (isSection(first)) return setField(config, path, { value, rawBytes, place: readPlace(path, steps) });
  if (steps.length > 1 && ["current-context", "kind", "apiVersion"].includes(first as string)) {
    throw new ConfigError(`unable to parse one or more field values of ${path}`);
  }
  if (path === "current-context") config.currentContext = value;
  else if (path === "preferences.colors") config.preferences = { ...config.preferences, colors: toBool(value) };
  else if (path !== "kind" && path !== "apiVersion")
    throw new ConfigError(`unable to parse ${path} after [] at api.Config`);
}

interface Setting {
  readonly value: string;
  readonly rawBytes: boolean;
  readonly place: Place;
}

function setField(config: Kubeconfig, path: string, { value, rawBytes, place }: Setting): void {
  const { section, name, field } = place;
  if (field === undefined)
    throw new ConfigError(`can't set a map to a value: map[${[...config[section].keys()].sort().join(" ")}]`);
  const entry = config[section].get(name) ?? {};
  const { of } = STRUCTS[section].fields[field] as (typeof CLUSTER.fields)[string];
  if (field === "extensions") throw new ConfigError(`can't set a map to a value: ${extensionsText(entry)}`);
  if (of.type === "struct") throw new ConfigError(`unable to parse one or more field values of ${path}`);
  config[section].set(name, { ...entry, [field]: typed(of.type, value, rawBytes) });
}

function typed(type: string, value: string, rawBytes: boolean): string | boolean {
  if (type === "bool") return toBool(value);
  if (type !== "bytes") return value;
  if (rawBytes) return Buffer.from(value).toString("base64");
  try {
    return checkBase64(value);
  } catch (error) {
    throw new ConfigError(`error decoding input value: ${(error as Error).message}`, { cause: error });
  }
}

function toBool(value: string): boolean {
  try {
    return parseBool(value);
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}

/** Go's picture of an entry's extensions, which kubectl's message shows. */
function extensionsText(entry: JsonObject): string {
  const list = Array.isArray(entry.extensions) ? entry.extensions.filter(isObject) : [];
  const shown = list.map(({ name, extension }) => {
    const bytes = [...new TextEncoder().encode(JSON.stringify(extension))].join(" ");
    return `${name}:&Unknown{TypeMeta:TypeMeta{APIVersion:,Kind:,},Raw:*[${bytes}],ContentEncoding:,ContentType:application/json,}`;
  });
  return `map[${shown.join(" ")}]`;
}

/** `config unset PATH`: changes the config in place; unknown entries are no error. Throws kubectl's errors. */
export function unsetProperty(config: Kubeconfig, path: string): void {
  if (path === "") throw new ConfigError("you must specify a property");
  const steps = path.split(".");
  const [first] = steps;
  if (isSection(first)) return unsetField(config, path, steps);
  if (first === "preferences") {
    const { colors: _, ...rest } = config.preferences;
    config.preferences = steps.length === 1 ? {} : rest;
  } else if (path === "current-context") config.currentContext = "";
  else if (path !== "kind" && path !== "apiVersion") {
    const known = ["current-context", "kind", "apiVersion"].includes(first as string);
    throw new ConfigError(
      known ? `unable to parse one or more field values of ${path}` : `unable to parse ${path} after [] at api.Config`,
    );
  }
}

function unsetField(config: Kubeconfig, path: string, steps: readonly string[]): void {
  if (steps.length === 1) return config[steps[0] as Section].clear();
  const { section, name, field } = readPlace(path, steps);
  if (field === undefined) return void config[section].delete(name);
  const entry = config[section].get(name);
  if (!entry) throw new ConfigError(`current map key \`${name}\` is invalid`);
  const { [field]: _, ...rest } = entry;
  config[section].set(name, rest);
}
