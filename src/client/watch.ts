import { CliError, ConnectionError } from "../core/errors.ts";
import { readJson } from "../core/json/read.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { failedAnswer, isFailure, mediaType } from "./answer.ts";
import type { Cluster } from "./cluster.ts";
import { lines } from "./lines.ts";
import { type Asked, StatusError } from "./status.ts";

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

/** Whether a watch that failed so is begun anew: it was cut, or the server is in trouble or has forgotten its version. */
export const mayWatchAgain = (error: unknown): boolean =>
  error instanceof ConnectionError || (error instanceof StatusError && (error.code === 410 || error.code >= 500));

/**
 * The events of one watch connection, bookmarks included, until the server ends it. Throws StatusError for an ERROR
 * event (410 when the version is too old) and for an answer that is no stream of events, ConnectionError when it is cut.
 */
export async function* watch(cluster: Cluster, request: WatchRequest): AsyncGenerator<WatchEvent> {
  const { path, accept, signal } = request;
  const answer = await cluster.send({ path, accept, ...(signal ? { signal } : {}) });
  // kubectl names the HTTP method.
  if (isFailure(answer)) throw await failedAnswer(answer, { ...request.asked, verb: "get" });
  const type = mediaType(answer);
  if (type !== "" && type !== "application/json") throw new CliError(`no stream serializers registered for ${type}`);
  for await (const line of lines(answer.body)) {
    if (line.trim() !== "") yield readEvent(line);
  }
}

const TYPES = ["ADDED", "MODIFIED", "DELETED", "BOOKMARK"];

function readEvent(line: string): WatchEvent {
  let event: Json;
  try {
    event = readJson(line);
  } catch (error) {
    throw undecodable((error as Error).message);
  }
  if (!isObject(event) || !isObject(event.object)) throw undecodable("unexpected end of JSON input");
  const { type, object } = event;
  if (type === "ERROR") throw new StatusError(object, Number(object.code ?? 0));
  if (!TYPES.includes(String(type))) throw undecodable(`got invalid watch event type: ${type}`);
  return { type: String(type), object };
}

/** Where kubectl prints this as a row of the table and goes on, we end with an error. */
const undecodable = (reason: string): StatusError => {
  const problem = `unable to decode an event from the watch stream: ${reason}`;
  const message = `an error on the server (${JSON.stringify(problem)}) has prevented the request from succeeding`;
  return new StatusError({ kind: "Status", status: "Failure", reason: "InternalError", message, code: 500 }, 500);
};
