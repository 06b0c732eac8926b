import type { Cluster } from "../client/cluster.ts";
import { resourcePath } from "../client/paths.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import type { Target } from "../resources/target.ts";

/** From how many objects of one kind in one namespace on a list of names costs less than looking for each. */
const WORTH = 10;
/** A longer list than this is not read: the namespace holds much that nobody asked about. */
const MOST = 500;
const TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1,application/json";

/**
 * Finds out which objects are not there by listing names, where many of a kind are wanted. Resolves to true only for what a
 * complete list lacked; what cannot be listed has to be looked for one by one.
 */
export function createAbsence(cluster: Cluster, targets: readonly Target[]): (target: Target) => Promise<boolean> {
  const counts = new Map<string, number>();
  for (const target of targets) counts.set(placeOf(target), (counts.get(placeOf(target)) ?? 0) + 1);
  const lists = new Map<string, Promise<ReadonlySet<string> | undefined>>();
  return async (target) => {
    const place = placeOf(target);
    if (!target.name || (counts.get(place) ?? 0) < WORTH) return false;
    const names = lists.get(place) ?? namesAt(cluster, target);
    lists.set(place, names);
    return (await names)?.has(target.name) === false;
  };
}

const placeOf = ({ resource, namespace = "" }: Target): string =>
  `${resource.plural}.${resource.version}.${resource.group}/${namespace}`;

async function namesAt(cluster: Cluster, { resource, namespace }: Target): Promise<ReadonlySet<string> | undefined> {
  const asked = { verb: "list", group: resource.group, resource: resource.plural };
  try {
    const path = resourcePath({ resource, namespace, query: { includeObject: "None", limit: String(MOST) } });
    return readNames((await cluster.json({ path, accept: TABLE }, asked)) as JsonObject);
  } catch {
    return undefined;
  }
}

/**
 * The names in a table, as far as its cells tell them (some types add words); undefined when the table goes on, or is none.
 */
export function readNames({ metadata, columnDefinitions, rows }: JsonObject): ReadonlySet<string> | undefined {
  if (!Array.isArray(columnDefinitions) || !isObject(metadata) || metadata.continue) return undefined;
  const at = columnDefinitions.findIndex((column) => isObject(column) && column.format === "name");
  if (at < 0) return undefined;
  return new Set((Array.isArray(rows) ? rows : []).flatMap((row) => cellOf(row, at) ?? []));
}

function cellOf(row: Json, at: number): string | undefined {
  const cell = isObject(row) && Array.isArray(row.cells) ? row.cells[at] : undefined;
  return typeof cell === "string" ? cell : undefined;
}
