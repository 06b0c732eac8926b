import type { IncomingMessage } from "node:http";
import { ApiError } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { authenticate, type Credentials } from "../auth/authenticate.ts";
import { allows } from "../auth/authorize.ts";
import { attributesOf, denied } from "./access.ts";
import type { ApiRequest } from "./message.ts";

/** Reads a request's head; its body is read by whoever needs it. Throws the 401 of somebody unknown. */
export function readHead(machine: Machine, credentials: Credentials, message: IncomingMessage): ApiRequest {
  const user = authenticate(message, credentials, machine.clock.now());
  if (!user) throw new ApiError(401, "Unauthorized", "Unauthorized");
  const url = new URL(message.url ?? "/", "https://sandbox");
  return {
    method: message.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    accept: message.headers.accept ?? "*/*",
    contentType: message.headers["content-type"] ?? "",
    body: "",
    user,
    userAgent: message.headers["user-agent"] ?? "",
    warnings: [],
  };
}

/** Throws the 403 of somebody who may not do that. */
export function admit(machine: Machine, request: ApiRequest): void {
  const attributes = attributesOf(machine, request);
  if (!allows(machine, request.user, attributes)) throw denied(request.user, attributes);
}
