import { isObject, type Json, type JsonObject } from "../core/object.ts";
import type { ApiGroup, Resource, ServedApi, Subresource } from "./resource.ts";

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Reads an APIGroupDiscoveryList (aggregated discovery, KEP-3352). */
export function readAggregated(answer: Json): ServedApi {
  const groups: ApiGroup[] = [];
  const resources: Resource[] = [];
  for (const item of list(isObject(answer) ? answer.items : undefined)) {
    const group = text(isObject(item.metadata) ? item.metadata.name : undefined);
    const versions = list(item.versions);
    const names = versions.map((version) => text(version.version));
    groups.push({ name: group, versions: names, preferred: names[0] ?? "" });
    for (const version of versions) {
      for (const one of list(version.resources)) resources.push(aggregatedResource(group, text(version.version), one));
    }
  }
  return { groups, resources };
}

function aggregatedResource(group: string, version: string, item: JsonObject): Resource {
  const kind = isObject(item.responseKind) ? item.responseKind : {};
  return {
    group,
    version,
    kind: text(kind.kind),
    plural: text(item.resource),
    singular: text(item.singularResource),
    namespaced: item.scope === "Namespaced",
    verbs: texts(item.verbs),
    shortNames: texts(item.shortNames),
    categories: texts(item.categories),
    subresources: list(item.subresources).map((sub) => aggregatedSubresource(group, version, sub)),
  };
}

function aggregatedSubresource(group: string, version: string, item: JsonObject): Subresource {
  const kind = isObject(item.responseKind) ? item.responseKind : {};
  return {
    name: text(item.subresource),
    kind: text(kind.kind),
    group: text(kind.group) || group,
    version: text(kind.version) || version,
    verbs: texts(item.verbs),
  };
}

/** Reads /api (APIVersions) and /apis (APIGroupList) of a server without aggregated discovery. */
export function readGroups(core: Json | undefined, groups: Json | undefined): ApiGroup[] {
  const versions = isObject(core) ? texts(core.versions) : [];
  const legacy = versions.length > 0 ? [{ name: "", versions, preferred: versions[0] as string }] : [];
  return [...legacy, ...list(isObject(groups) ? groups.groups : undefined).map(readGroup)];
}

function readGroup(item: JsonObject): ApiGroup {
  const versions = list(item.versions).map((version) => text(version.version));
  const preferred = isObject(item.preferredVersion) ? text(item.preferredVersion.version) : "";
  return { name: text(item.name), versions, preferred: preferred || (versions[0] ?? "") };
}

/** Reads an APIResourceList of one group and version; "pods/status" becomes a subresource of "pods". */
export function readResourceList(group: string, version: string, answer: Json): Resource[] {
  const items = list(isObject(answer) ? answer.resources : undefined);
  const subresources = items.filter((item) => text(item.name).includes("/"));
  const own = items.filter((item) => !text(item.name).includes("/"));
  return own.map((item) => ({
    group: text(item.group) || group,
    version: text(item.version) || version,
    kind: text(item.kind),
    plural: text(item.name),
    singular: text(item.singularName) || text(item.kind).toLowerCase(),
    namespaced: item.namespaced === true,
    verbs: texts(item.verbs),
    shortNames: texts(item.shortNames),
    categories: texts(item.categories),
    subresources: subresources
      .filter((sub) => text(sub.name).startsWith(`${text(item.name)}/`))
      .map((sub) => ({
        name: text(sub.name).slice(text(item.name).length + 1),
        kind: text(sub.kind),
        group: text(sub.group) || group,
        version: text(sub.version) || version,
        verbs: texts(sub.verbs),
      })),
  }));
}
