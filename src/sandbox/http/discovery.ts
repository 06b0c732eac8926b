import type { JsonObject } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import type { Kind, Subresource } from "../kinds/kind.ts";
import { type ApiAnswer, jsonAnswer } from "./message.ts";

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Answers /api, /apis and the group versions below them; undefined for other paths. */
export function discover(machine: Machine, path: string, accept: string): ApiAnswer | undefined {
  const parts = path.split("/").filter((one) => one !== "");
  const [root, group, version, more] = parts;
  if (more !== undefined || (root !== "api" && root !== "apis")) return undefined;
  const isAggregated = accept.includes("as=APIGroupDiscoveryList") && accept.includes("v=v2");
  const kinds = machine.types.all().filter((kind) => (root === "api") === (kind.group === ""));
  if (group === undefined) {
    if (isAggregated) return { status: 200, contentType: AGGREGATED, body: JSON.stringify(aggregated(kinds)) };
    return jsonAnswer(200, JSON.stringify(root === "api" ? coreVersions() : groupList(kinds)));
  }
  if (root === "api") return version === undefined ? resourceAnswer(kinds, "", group) : undefined;
  if (version !== undefined) return resourceAnswer(kinds, group, version);
  const own = kinds.filter((kind) => kind.group === group);
  return own.length > 0
    ? jsonAnswer(200, JSON.stringify({ kind: "APIGroup", apiVersion: "v1", ...groupOf(own) }))
    : undefined;
}

const coreVersions = (): JsonObject => ({
  kind: "APIVersions",
  versions: ["v1"],
  serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: "127.0.0.1" }],
});

const groupList = (kinds: readonly Kind[]): JsonObject => ({
  kind: "APIGroupList",
  apiVersion: "v1",
  groups: byGroup(kinds).map(groupOf),
});

function byGroup(kinds: readonly Kind[]): Kind[][] {
  const groups = new Map<string, Kind[]>();
  for (const kind of kinds) groups.set(kind.group, [...(groups.get(kind.group) ?? []), kind]);
  return [...groups.values()];
}

const versionsOf = (kinds: readonly Kind[]): string[] => [...new Set(kinds.map(({ version }) => version))];

function groupOf(kinds: readonly Kind[]): JsonObject {
  const { group } = kinds[0] as Kind;
  const versions = versionsOf(kinds).map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] as JsonObject };
}

function resourceAnswer(kinds: readonly Kind[], group: string, version: string): ApiAnswer | undefined {
  const own = kinds.filter((kind) => kind.group === group && kind.version === version);
  if (own.length === 0) return undefined;
  const groupVersion = group ? `${group}/${version}` : version;
  const resources = own.flatMap((kind) => [resourceOf(kind), ...kind.subresources.map((one) => partOf(kind, one))]);
  return jsonAnswer(200, JSON.stringify({ kind: "APIResourceList", apiVersion: "v1", groupVersion, resources }));
}

const resourceOf = (kind: Kind): JsonObject => ({
  name: kind.plural,
  singularName: kind.singular,
  namespaced: kind.namespaced,
  kind: kind.kind,
  verbs: [...kind.verbs],
  ...(kind.shortNames.length > 0 ? { shortNames: [...kind.shortNames] } : {}),
  ...(kind.categories.length > 0 ? { categories: [...kind.categories] } : {}),
});

const partOf = (kind: Kind, part: Subresource): JsonObject => ({
  name: `${kind.plural}/${part.name}`,
  singularName: "",
  namespaced: kind.namespaced,
  ...(part.group !== kind.group || part.version !== kind.version ? { group: part.group, version: part.version } : {}),
  kind: part.kind,
  verbs: [...part.verbs],
});

const aggregated = (kinds: readonly Kind[]): JsonObject => ({
  kind: "APIGroupDiscoveryList",
  apiVersion: "apidiscovery.k8s.io/v2",
  metadata: {},
  items: byGroup(kinds).map((own) => ({
    metadata: (own[0] as Kind).group
      ? { name: (own[0] as Kind).group, creationTimestamp: null }
      : { creationTimestamp: null },
    versions: versionsOf(own).map((version) => ({
      version,
      freshness: "Current",
      resources: own.filter((kind) => kind.version === version).map(aggregatedResource),
    })),
  })),
});

const aggregatedResource = (kind: Kind): JsonObject => ({
  resource: kind.plural,
  responseKind: { group: kind.group, version: kind.version, kind: kind.kind },
  scope: kind.namespaced ? "Namespaced" : "Cluster",
  singularResource: kind.singular,
  verbs: [...kind.verbs],
  ...(kind.shortNames.length > 0 ? { shortNames: [...kind.shortNames] } : {}),
  ...(kind.categories.length > 0 ? { categories: [...kind.categories] } : {}),
  ...(kind.subresources.length > 0
    ? {
        subresources: kind.subresources.map((part) => ({
          subresource: part.name,
          responseKind: { group: part.group, version: part.version, kind: part.kind },
          verbs: [...part.verbs],
        })),
      }
    : {}),
});
