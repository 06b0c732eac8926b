import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { decode } from "./decode.ts";
import type { Struct, Type } from "./schema.ts";

export interface Option {
  readonly name: string;
  readonly value: string;
}

export interface Alias {
  readonly name: string;
  readonly command: string;
  readonly prependArgs: readonly string[];
  readonly appendArgs: readonly string[];
  readonly options: readonly Option[];
}

/** Preferences in force: aliases, default flag values by command, and which credential plugins may run. */
export interface Kuberc {
  readonly aliases: readonly Alias[];
  readonly defaults: readonly { readonly command: string; readonly options: readonly Option[] }[];
  readonly credentialPlugins: {
    readonly policy: string;
    /** Undefined when the preferences do not speak of one. */
    readonly allowlist?: readonly JsonObject[];
  };
}

const text: Type = { type: "string" };
const texts: Type = { type: "list", of: text, go: "[]string" };
const struct = (go: string, fields: Struct["fields"]): Struct => ({
  type: "struct",
  go,
  package: "v1beta1",
  fields,
});
const list = (of: Struct): Type => ({ type: "list", of, go: `[]v1beta1.${of.go}` });

const option = struct("CommandOptionDefault", { name: { of: text, zero: "" }, default: { of: text, zero: "" } });

/** The fields of a Preference; v1alpha1 says overrides and flags where v1beta1 says defaults and options. */
const preference = (defaults: string, options: string): Struct =>
  struct("Preference", {
    kind: { of: text },
    apiVersion: { of: text },
    [defaults]: {
      of: list(
        struct("CommandDefaults", { command: { of: text, zero: "" }, [options]: { of: list(option), zero: null } }),
      ),
      zero: null,
    },
    aliases: {
      of: list(
        struct("AliasOverride", {
          name: { of: text, zero: "" },
          command: { of: text, zero: "" },
          prependArgs: { of: texts },
          appendArgs: { of: texts },
          [options]: { of: list(option) },
        }),
      ),
      zero: null,
    },
    credentialPluginPolicy: { of: text },
    credentialPluginAllowlist: {
      of: list(struct("AllowlistEntry", { name: { of: text }, command: { of: text } })),
    },
  });

export const BETA = preference("defaults", "options");
const ALPHA = preference("overrides", "flags");

const schemaOf = (document: JsonObject): Struct => (String(document.apiVersion).endsWith("/v1alpha1") ? ALPHA : BETA);

/** Reads a Preference of either version; throws Error for values of a wrong type. */
export function readPreference(document: JsonObject): Kuberc {
  const type = schemaOf(document);
  const [defaults, options] = type === ALPHA ? ["overrides", "flags"] : ["defaults", "options"];
  const read = (decode(document, type, "") ?? {}) as JsonObject;
  return {
    aliases: objects(read.aliases).map((one) => ({
      name: String(one.name ?? ""),
      command: String(one.command ?? ""),
      prependArgs: strings(one.prependArgs),
      appendArgs: strings(one.appendArgs),
      options: optionsOf(one[options as string]),
    })),
    defaults: objects(read[defaults as string]).map((one) => ({
      command: String(one.command ?? ""),
      options: optionsOf(one[options as string]),
    })),
    credentialPlugins: {
      policy: String(read.credentialPluginPolicy ?? ""),
      ...(read.credentialPluginAllowlist === undefined
        ? {}
        : { allowlist: objects(read.credentialPluginAllowlist).map(withCommand) }),
    },
  };
}

/** "name" is an older word for "command". */
const withCommand = (entry: JsonObject): JsonObject => ({ ...entry, command: entry.command || entry.name || "" });

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const strings = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);
const optionsOf = (value: Json | undefined): Option[] =>
  objects(value).map((one) => ({ name: String(one.name ?? ""), value: String(one.default ?? "") }));

/** The fields that the document's version does not know, in kubectl's words. */
export const strictProblems = (document: JsonObject): string[] =>
  unknownFields(document, schemaOf(document), "").map((path) => `unknown field ${JSON.stringify(path)}`);

function unknownFields(value: Json | undefined, type: Type, path: string): string[] {
  if (type.type === "list" && Array.isArray(value)) {
    return value.flatMap((item, at) => unknownFields(item, type.of, `${path}[${at}]`));
  }
  if (type.type !== "struct" || !isObject(value)) return [];
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  return Object.entries(value).flatMap(([key, one]) => {
    const field = type.fields[key];
    return field ? unknownFields(one, field.of, below(key)) : [below(key)];
  });
}
