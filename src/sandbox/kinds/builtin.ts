import discovery from "../recorded/discovery.json" with { type: "json" };
import type { Kind, ResourceKey, Subresource } from "./kind.ts";

interface RecordedResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly RecordedResource[];
}

interface Recording {
  readonly version: Readonly<Record<string, string>>;
  readonly groups: readonly {
    readonly name: string;
    readonly versions: readonly { readonly version: string; readonly resources: readonly RecordedResource[] }[];
  }[];
}

const recording = discovery as unknown as Recording;

/** What GET /version answers. */
export const serverVersion = recording.version;

/** Both spellings of an Event are one thing. */
const ALIASES: Readonly<Record<string, ResourceKey>> = { "events.events.k8s.io": "events" };

/** Where objects of a type are kept. */
export function resourceKey(plural: string, group: string): ResourceKey {
  const key = group === "" ? plural : `${plural}.${group}`;
  return ALIASES[key] ?? key;
}

/** Every built-in type in every version, in the order in which the real server lists them. */
export const builtinKinds: readonly Kind[] = recording.groups.flatMap(({ name: group, versions }) =>
  versions.flatMap(({ version, resources }) => resources.map((resource) => kindOf(resource, group, version))),
);

function kindOf(resource: RecordedResource, group: string, version: string): Kind {
  return {
    key: resourceKey(resource.name, group),
    group,
    version,
    kind: resource.kind,
    plural: resource.name,
    singular: resource.singularName,
    namespaced: resource.namespaced,
    verbs: resource.verbs,
    shortNames: resource.shortNames ?? [],
    categories: resource.categories ?? [],
    subresources: (resource.subresources ?? []).map((one) => subresource(one, group, version)),
  };
}

function subresource(one: RecordedResource, group: string, version: string): Subresource {
  return {
    name: one.name.slice(one.name.indexOf("/") + 1),
    group: one.group ?? group,
    version: one.version ?? version,
    kind: one.kind,
    verbs: one.verbs,
  };
}
