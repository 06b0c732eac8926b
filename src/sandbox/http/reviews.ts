import { isObject, type JsonObject } from "../../core/object.ts";
import { unsupportedMethod } from "../api/error.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import { type Attributes, allows, rulesFor } from "../auth/authorize.ts";
import type { Kind } from "../kinds/kind.ts";
import { readBody } from "./body.ts";
import { type ApiAnswer, type ApiRequest, jsonAnswer, type User } from "./message.ts";
import { copy } from "./signing-requests.ts";

/** Types that are asked and not kept. */
export const isReview = ({ group, plural }: Kind): boolean =>
  group === "authorization.k8s.io" || (group === "authentication.k8s.io" && plural !== "tokenrequests");

/** Answers who one is and what one may do (authentication.k8s.io and authorization.k8s.io). */
export function answerReview(machine: Machine, request: ApiRequest, kind: Kind): ApiAnswer {
  if (request.method !== "POST") throw unsupportedMethod();
  const body = readBody(machine, request, kind);
  const spec = isObject(body.spec) ? body.spec : {};
  const { spec: _, ...head } = body;
  const answer = {
    ...head,
    apiVersion: `${kind.group}/${kind.version}`,
    kind: kind.kind,
    metadata: kind.plural === "selfsubjectreviews" ? { creationTimestamp: timestamp(machine.clock.now()) } : {},
    ...(kind.plural === "selfsubjectreviews" ? {} : { spec }),
    status: statusOf(machine, request.user, kind, spec),
  };
  return jsonAnswer(201, JSON.stringify(answer));
}

function statusOf(machine: Machine, user: User, { plural }: Kind, spec: JsonObject): JsonObject {
  switch (plural) {
    case "selfsubjectreviews":
      return {
        userInfo: {
          username: user.name,
          ...(user.uid ? { uid: user.uid } : {}),
          groups: [...user.groups],
          ...(user.extra ? { extra: copy(user.extra) } : {}),
        },
      };
    case "selfsubjectrulesreviews":
      return rulesFor(machine, user, String(spec.namespace ?? ""));
    case "tokenreviews":
      return { authenticated: false, user: {} };
    case "selfsubjectaccessreviews":
      return { allowed: allows(machine, user, attributesOf(spec)) };
    default: {
      const groups = Array.isArray(spec.groups) ? (spec.groups as string[]) : [];
      return { allowed: allows(machine, { name: String(spec.user ?? ""), groups }, attributesOf(spec)) };
    }
  }
}

function attributesOf(spec: JsonObject): Attributes {
  const resource = isObject(spec.resourceAttributes) ? spec.resourceAttributes : {};
  const path = isObject(spec.nonResourceAttributes) ? spec.nonResourceAttributes : undefined;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  if (path) return { verb: text(path.verb), path: text(path.path) };
  return {
    verb: text(resource.verb),
    group: text(resource.group),
    resource: text(resource.resource),
    subresource: text(resource.subresource),
    namespace: text(resource.namespace),
    name: text(resource.name),
  };
}
