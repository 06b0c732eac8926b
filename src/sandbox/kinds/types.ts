import { isObject, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import type { Store } from "../store/store.ts";
import { builtinKinds, resourceKey } from "./builtin.ts";
import type { Kind, ResourceKey, Subresource } from "./kind.ts";
import { API_SERVICES, metricsKinds } from "./metrics.ts";

export const CRDS = "customresourcedefinitions.apiextensions.k8s.io";

/** Every type that is served now: the built-in ones, metrics while they are registered, and those that CustomResourceDefinitions bring. */
export interface Types {
  /** In the order of discovery. */
  all(): readonly Kind[];
  /** The type behind a path's group, version and plural. */
  find(group: string, version: string, plural: string): Kind | undefined;
  /** The type in the version its objects are kept in. */
  stored(key: ResourceKey): Kind | undefined;
  /** The definition behind a custom type; undefined for built-in ones. */
  definition(key: ResourceKey): KubeObject | undefined;
}

/** The versions that are not the first of their group but the one that is kept. */
const STORED: Readonly<Record<ResourceKey, string>> = { "horizontalpodautoscalers.autoscaling": "v2", events: "v1" };

/** The types of a store; custom ones are read anew when a definition changes. */
export function createTypes(store: Store): Types {
  let custom: readonly Kind[] | undefined;
  let index: ReadonlyMap<string, Kind> | undefined;
  store.subscribe(({ resource }) => {
    if (resource === CRDS || resource === API_SERVICES) custom = index = undefined;
  });
  const customKinds = () => {
    custom ??= [...metricsKinds(store), ...store.list(CRDS).flatMap(kindsOfDefinition)];
    return custom;
  };
  const all = () => [...builtinKinds, ...customKinds()];
  const byPath = () => {
    index ??= new Map(all().map((kind) => [`${kind.group}/${kind.version}/${kind.plural}`, kind]));
    return index;
  };
  return {
    all,
    find: (group, version, plural) => byPath().get(`${group}/${version}/${plural}`),
    stored: (key) => {
      const versions = all().filter((kind) => kind.key === key);
      const wanted = STORED[key] ?? storageVersion(store.get(CRDS, "", key));
      return versions.find(({ group, version }) => version === wanted && !group.startsWith("events.")) ?? versions[0];
    },
    definition: (key) => store.get(CRDS, "", key),
  };
}

const VERBS = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
const PART_VERBS = ["get", "patch", "update"];

const versionsOf = (definition: KubeObject): readonly JsonObject[] => {
  const { versions } = definition.spec as JsonObject;
  return Array.isArray(versions) ? versions.filter(isObject) : [];
};

const storageVersion = (definition: KubeObject | undefined): Json =>
  definition && (versionsOf(definition).find(({ storage }) => storage === true)?.name as Json);

type Json = unknown;

/** The types of one definition, a version each; a definition that is being deleted still serves them. */
function kindsOfDefinition(definition: KubeObject): Kind[] {
  const spec = definition.spec as JsonObject;
  const names = spec.names as Readonly<Record<string, string>> & JsonObject;
  const list = (field: string) => (Array.isArray(names[field]) ? (names[field] as string[]) : []);
  return versionsOf(definition)
    .filter(({ served }) => served === true)
    .map(({ name, subresources }) => {
      const type = { group: spec.group as string, version: name as string, kind: names.kind as string };
      return {
        ...type,
        key: nameOf(definition),
        plural: names.plural as string,
        singular: (names.singular as string) || type.kind.toLowerCase(),
        namespaced: spec.scope === "Namespaced",
        verbs: VERBS,
        shortNames: list("shortNames"),
        categories: list("categories"),
        subresources: partsOf(subresources, type),
      };
    });
}

function partsOf(subresources: unknown, type: { group: string; version: string; kind: string }): Subresource[] {
  const has = (name: string) => isObject(subresources) && isObject(subresources[name]);
  return [
    ...(has("status") ? [{ ...type, name: "status", verbs: PART_VERBS }] : []),
    ...(has("scale") ? [{ name: "scale", group: "autoscaling", version: "v1", kind: "Scale", verbs: PART_VERBS }] : []),
  ];
}

export { resourceKey };
