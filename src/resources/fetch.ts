import type { Cluster } from "../client/cluster.ts";
import { type Query, resourcePath } from "../client/paths.ts";
import { BareStatusError, isNotFound, StatusError } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { gvrText, type Target } from "./target.ts";

export interface Want {
  /** The Accept header: tables, metadata only, or whole objects. */
  readonly accept: string;
  /** Objects per page; 0 asks for everything at once. */
  readonly chunkSize: number;
  readonly query?: Query;
}

/**
 * Gets one named object (or its subresource), in the form that `accept` asks for. With `explain`, what is missing may turn
 * out to be its namespace, for one more request.
 */
export async function fetchNamed(cluster: Cluster, target: Target, want: Want, explain = true): Promise<JsonObject> {
  const { resource, namespace, name, subresource } = target;
  // Go says this without "error: " when it is one of several failures.
  if (!name) throw new CliError("resource name may not be empty");
  const path = resourcePath({ resource, namespace, name, subresource, ...(want.query ? { query: want.query } : {}) });
  try {
    return (await cluster.json({ path, accept: want.accept }, asked("get", target))) as JsonObject;
  } catch (error) {
    const better = (explain && isNotFound(error) && (await missingNamespace(cluster, namespace))) || error;
    throw target.isListed && better instanceof StatusError ? new BareStatusError(better.status, better.code) : better;
  }
}

/** The better error where it is the namespace that does not exist (kubectl looks, except for "default"). */
async function missingNamespace(cluster: Cluster, namespace: string | undefined): Promise<unknown> {
  if (!namespace || namespace === "default") return undefined;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const look = cluster.json({ path }, { verb: "get", resource: "namespaces", name: namespace });
  return await look.then(
    () => undefined,
    (error) => (isNotFound(error) ? error : undefined),
  );
}

/**
 * Lists in pages; the next page is already on its way while one is used. A continue token that has expired (410) starts
 * the list again without pages, as kubectl does: `restart` is then called before the whole list is handed out.
 */
export async function* fetchPages(
  cluster: Cluster,
  target: Target,
  want: Want,
  restart: () => void,
): AsyncGenerator<JsonObject> {
  let next: Promise<JsonObject> | undefined = fetchPage(cluster, target, want, "");
  for (let count = 0; next; count++) {
    let page: JsonObject;
    try {
      page = await next;
    } catch (error) {
      if (!(error instanceof StatusError) || error.code !== 410 || count === 0) throw selectorError(error, target);
      restart();
      page = await fetchPage(cluster, target, { ...want, chunkSize: 0 }, "");
    }
    const token = continueToken(page);
    next = token ? fetchPage(cluster, target, want, token) : undefined;
    // The failure of a page nobody waits for any more must not end the program.
    next?.catch(() => undefined);
    yield page;
  }
}

async function fetchPage(cluster: Cluster, target: Target, want: Want, token: string): Promise<JsonObject> {
  const { resource, namespace, labelSelector, fieldSelector } = target;
  const query = {
    ...want.query,
    labelSelector,
    fieldSelector,
    limit: want.chunkSize !== 0 ? String(want.chunkSize) : undefined,
    continue: token,
  };
  const path = resourcePath({ resource, namespace, query });
  return (await cluster.json({ path, accept: want.accept }, asked("get", target))) as JsonObject;
}

const asked = (verb: string, { resource, name }: Target) => ({
  verb,
  group: resource.group,
  resource: resource.plural,
  ...(name ? { name } : {}),
});

const continueToken = (page: JsonObject): string => {
  const metadata: Json | undefined = page.metadata;
  return isObject(metadata) && typeof metadata.continue === "string" ? metadata.continue : "";
};

/** A list the server refused as badly asked names the type and the selectors, as kubectl's error does. */
export function selectorError(error: unknown, target: Target): unknown {
  if (!(error instanceof StatusError) || !["BadRequest", "NotFound"].includes(error.reason)) return error;
  const { labelSelector: label = "", fieldSelector: field = "" } = target;
  const about = `"${gvrText(target.resource)}"`;
  const words =
    label || field
      ? `Unable to find ${about} that match label selector ${JSON.stringify(label)}, field selector ${JSON.stringify(field)}`
      : `Unable to list ${about}`;
  return new StatusError({ ...error.status, message: `${words}: ${error.detail}` }, error.code);
}

/** The items of a list page. */
export const itemsOf = (page: JsonObject): JsonObject[] =>
  Array.isArray(page.items) ? (page.items as JsonObject[]) : [];
