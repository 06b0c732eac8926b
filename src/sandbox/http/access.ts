import { ApiError } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import type { Attributes } from "../auth/authorize.ts";
import type { ApiRequest, User } from "./message.ts";
import { readPath } from "./path.ts";
import { verbOf } from "./resource.ts";

const METHODS: Readonly<Record<string, string>> = {
  GET: "get",
  HEAD: "get",
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/** What a request wants, in the words of RBAC. */
export function attributesOf(machine: Machine, request: ApiRequest): Attributes {
  const target = readPath(request.path, machine.types);
  const method = METHODS[request.method] ?? request.method.toLowerCase();
  if (!target) return { verb: method, path: request.path };
  const { kind, namespace, name, subresource } = target;
  return {
    verb: (subresource === "" ? verbOf(request, target) : undefined) ?? method,
    group: kind.group,
    resource: kind.plural,
    ...(subresource ? { subresource } : {}),
    namespace: namespace ?? "",
    name,
  };
}

/** The 403 of a user without the right. */
export function denied(user: User, wanted: Attributes): ApiError {
  const who = `User ${JSON.stringify(user.name)} cannot`;
  if (wanted.path !== undefined) {
    return new ApiError(403, "Forbidden", `forbidden: ${who} ${wanted.verb} path ${JSON.stringify(wanted.path)}`, {});
  }
  const { group = "", resource = "", subresource, namespace, name } = wanted;
  const part = subresource ? `${resource}/${subresource}` : resource;
  const title = `${group ? `${resource}.${group}` : resource}${name ? ` ${JSON.stringify(name)}` : ""}`;
  const where = namespace ? `in the namespace ${JSON.stringify(namespace)}` : "at the cluster scope";
  return new ApiError(
    403,
    "Forbidden",
    `${title} is forbidden: ${who} ${wanted.verb} resource ${JSON.stringify(part)} in API group ${JSON.stringify(group)} ${where}`,
    { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: resource },
  );
}
