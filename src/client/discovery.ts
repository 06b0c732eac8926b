import type { Json } from "../core/object.ts";
import { isObject } from "../core/object.ts";
import { readAggregated, readGroups, readResourceList } from "./discovery-read.ts";
import type { ApiGroup, Resource, ServedApi } from "./resource.ts";

const AGGREGATED = ["v2", "v2beta1"].map(
  (version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
);
const ACCEPT = [...AGGREGATED, "application/json"].join(",");

/** Asks one path; undefined when the server does not have it. */
export type Ask = (path: string, accept: string) => Promise<Json | undefined>;

/**
 * What the server serves: two requests where it knows aggregated discovery (KEP-3352), otherwise one more for every
 * group and version.
 */
export async function discover(ask: Ask): Promise<ServedApi> {
  const [core, groups] = await Promise.all([ask("/api?timeout=32s", ACCEPT), ask("/apis?timeout=32s", ACCEPT)]);
  const parts = [core, groups].filter((part) => part !== undefined);
  if (parts.every((part) => isObject(part) && part.kind === "APIGroupDiscoveryList")) {
    const read = parts.map(readAggregated);
    return { groups: read.flatMap((one) => one.groups), resources: read.flatMap((one) => one.resources) };
  }
  return await discoverOneByOne(readGroups(core, groups), ask);
}

async function discoverOneByOne(groups: readonly ApiGroup[], ask: Ask): Promise<ServedApi> {
  const wanted = groups.flatMap((group) => group.versions.map((version) => ({ group: group.name, version })));
  const lists = await Promise.all(
    wanted.map(async ({ group, version }): Promise<Resource[]> => {
      const path = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
      // One broken extension server must not hide all the others.
      const answer = await ask(path, "application/json").catch(() => undefined);
      return answer === undefined ? [] : readResourceList(group, version, answer);
    }),
  );
  return { groups, resources: lists.flat() };
}
