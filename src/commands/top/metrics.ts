import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { isNotFound } from "../../client/status.ts";
import { ColumnWidths } from "../../core/columns.ts";
import { CliError } from "../../core/errors.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import type { Output } from "../../core/world.ts";
import { itemsOf } from "../../resources/fetch.ts";

/** What is to be measured: one thing by name, or those of a namespace (or of all) that match. */
export interface Measured {
  readonly plural: "pods" | "nodes";
  readonly namespace: string | undefined;
  readonly name: string;
  readonly labelSelector: string;
  readonly fieldSelector: string;
}

const GROUP = "metrics.k8s.io";
const VERSION = "v1beta1";

/** The samples of pods or nodes; throws kubectl's error where nobody measures. */
export async function fetchMetrics(cluster: Cluster, measured: Measured): Promise<KubeObject[]> {
  if (!(await isServed(cluster, false)) && !(await isServed(cluster, true))) throw notAvailable();
  try {
    return await fetch(cluster, GROUP, VERSION, measured);
  } catch (error) {
    // A cache on disk may know of metrics that are no longer served.
    const isGone = isNotFound(error) && error.status.details === undefined;
    if (isGone && !(await isServed(cluster, true))) throw notAvailable();
    throw error;
  }
}

const notAvailable = (): CliError => new CliError("Metrics API not available");

async function isServed(cluster: Cluster, fresh: boolean): Promise<boolean> {
  const { groups } = await cluster.served(fresh);
  return groups.some(({ name, versions }) => name === GROUP && versions.includes(VERSION));
}

/** The pods or nodes themselves. */
export const fetchObjects = (cluster: Cluster, measured: Measured): Promise<KubeObject[]> =>
  fetch(cluster, "", "v1", measured);

async function fetch(cluster: Cluster, group: string, version: string, measured: Measured): Promise<KubeObject[]> {
  const { plural, namespace, name, labelSelector, fieldSelector } = measured;
  const resource = { group, version, plural, namespaced: plural === "pods" };
  const asked = { verb: "get", group, resource: plural, ...(name ? { name } : {}) };
  const query = name ? {} : { labelSelector, fieldSelector };
  const path = resourcePath({ resource, namespace, name, query });
  const answer = (await cluster.json({ path }, asked)) as JsonObject;
  return name ? [answer] : itemsOf(answer);
}

/** Writes rows that are padded to their last cell. */
export function writeRows(out: Output, rows: readonly (readonly string[])[]): void {
  const widths = new ColumnWidths();
  widths.measure(rows);
  out.write(rows.map((row) => widths.line(row)).join(""));
}
