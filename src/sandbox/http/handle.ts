import { nameOf, namespaceOf } from "../../core/object.ts";
import { ApiError } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { serverVersion } from "../kinds/builtin.ts";
import type { Kind } from "../kinds/kind.ts";
import { isMetrics } from "../kinds/metrics.ts";
import { protobufMessages } from "../protobuf/messages.ts";
import { seedSystem } from "../seed/system.ts";
import { discover } from "./discovery.ts";
import { type ApiAnswer, type ApiRequest, jsonAnswer, success, textAnswer } from "./message.ts";
import { answerMetrics } from "./metrics.ts";
import { answerOldOpenApi, answerOpenApi } from "./openapi.ts";
import { readPath } from "./path.ts";
import { answerResource } from "./resource.ts";
import { answerReview, isReview } from "./reviews.ts";

/** Answers any request that has been let in. What goes wrong becomes a Status; faults of our own become a 500. */
export async function handle(machine: Machine, request: ApiRequest): Promise<ApiAnswer> {
  try {
    return await answer(machine, request);
  } catch (error) {
    const known = error instanceof ApiError ? error : internal(error);
    return jsonAnswer(known.code, JSON.stringify(known.status()));
  }
}

const version = (): ApiAnswer => ({ ...jsonAnswer(200, ""), body: JSON.stringify(serverVersion, null, 2) });

const internal = (error: unknown): ApiError =>
  new ApiError(500, "InternalError", `Internal error occurred: ${error instanceof Error ? error.message : error}`);

async function answer(machine: Machine, request: ApiRequest): Promise<ApiAnswer> {
  const { path, method, accept } = request;
  if (path === "/version" || path === "/version/") return version();
  if (/^\/(healthz|readyz|livez)(\/|$)/.test(path)) return textAnswer(200, "ok");
  if (path === "/openapi/v2") return answerOldOpenApi(accept);
  if (path.startsWith("/openapi/v3")) return await answerOpenApi(machine, path);
  if (path === "/sandbox/reset" && method === "POST") return reset(machine);
  if (method === "POST" || method === "PUT" || method === "PATCH") await protobufMessages();
  const target = readPath(path, machine.types);
  if (target && isMetrics(target.kind)) return answerMetrics(machine, request, target);
  if (target && isReview(target.kind)) return answerReview(machine, request, target.kind);
  if (target) {
    warnOfDeprecation(target.kind, request);
    return answerResource(machine, request, target);
  }
  const found = method === "GET" ? discover(machine, path, accept) : undefined;
  if (found) return found;
  if (path === "/") return jsonAnswer(200, JSON.stringify({ paths: PATHS }));
  // What is no resource is answered in plain words.
  if (!/^\/apis?\/[^/]+\/./.test(path)) return textAnswer(404, "404 page not found\n");
  throw new ApiError(404, "NotFound", "the server could not find the requested resource", {});
}

const DEPRECATED: Readonly<Record<string, string>> = {
  endpoints: "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
  componentstatuses: "v1 ComponentStatus is deprecated in v1.19+",
};

function warnOfDeprecation({ key }: Kind, { warnings }: ApiRequest): void {
  if (Object.hasOwn(DEPRECATED, key)) warnings.push(DEPRECATED[key] as string);
}

/** Empties the cluster but for what every cluster has; watches see everything go and come. */
function reset(machine: Machine): ApiAnswer {
  for (const resource of machine.store.resources()) {
    for (const object of machine.store.list(resource))
      machine.store.remove(resource, namespaceOf(object), nameOf(object));
  }
  seedSystem(machine);
  return jsonAnswer(200, JSON.stringify(success({})));
}

const PATHS = ["/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"];
