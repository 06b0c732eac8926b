import { isObject, type JsonObject } from "../core/object.ts";
import { readBody, tryJson } from "./answer.ts";
import type { Cluster } from "./cluster.ts";
import { lines } from "./lines.ts";
import { type Asked, StatusError, statusError } from "./status.ts";

export interface WatchEvent {
  readonly type: string;
  readonly object: JsonObject;
}

export interface WatchRequest {
  readonly path: string;
  readonly accept: string;
  readonly asked: Asked;
  readonly signal?: AbortSignal;
}

/**
 * The events of one watch connection, bookmarks included, until the server ends it. Throws StatusError for an ERROR
 * event (410 when the version is too old) and for an answer that is no stream.
 */
export async function* watch(cluster: Cluster, request: WatchRequest): AsyncGenerator<WatchEvent> {
  const { path, accept, signal } = request;
  const answer = await cluster.send({ path, accept, ...(signal ? { signal } : {}) });
  if (answer.status >= 400) {
    const text = (await readBody(answer)).toString("utf8");
    throw statusError(answer.status, text, tryJson(text), request.asked);
  }
  for await (const line of lines(answer.body)) {
    const event = tryJson(line);
    if (!isObject(event) || !isObject(event.object)) continue;
    if (event.type === "ERROR") throw new StatusError(event.object, Number(event.object.code ?? 0));
    yield { type: String(event.type), object: event.object };
  }
}
