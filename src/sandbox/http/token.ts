import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { invalid } from "../api/error.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import { checkNamespace } from "../api/metadata.ts";
import { storedObject } from "../api/write.ts";
import { signToken } from "../auth/service-token.ts";
import type { Kind } from "../kinds/kind.ts";
import { invalidValue } from "../rules/field-error.ts";
import { readBody } from "./body.ts";
import { type ApiAnswer, type ApiRequest, jsonAnswer } from "./message.ts";
import type { Target } from "./path.ts";
import { placeOf } from "./resource.ts";

const AUDIENCE = "https://kubernetes.default.svc.cluster.local";
const SHORTEST = 600;
const TYPE = { group: "authentication.k8s.io", version: "v1", kind: "TokenRequest" };

/** Makes a token for a service account (POST serviceaccounts/NAME/token). Throws ApiError. */
export function answerToken(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const body = readBody(machine, request, { ...target.kind, ...TYPE, key: "tokenrequests.authentication.k8s.io" });
  const { kind, name } = target;
  const place = placeOf(target);
  checkNamespace(machine, kind, place.namespace, name);
  storedObject(machine, place, name);
  const { audiences, expirationSeconds, boundObjectRef } = isObject(body.spec) ? body.spec : {};
  const seconds = Number(expirationSeconds ?? 3600);
  if (seconds < SHORTEST) {
    const words = "may not specify a duration less than 10 minutes";
    throw invalid(TYPE, "", [invalidValue("spec.expirationSeconds", seconds, words)]);
  }
  checkBound(machine, place.namespace, boundObjectRef);
  const now = machine.clock.now();
  const aud = Array.isArray(audiences) && audiences.length > 0 ? audiences.map(String) : [AUDIENCE];
  const [iat, exp] = [Math.floor(now / 1000), Math.floor(now / 1000) + seconds];
  const token = signToken({ sub: `system:serviceaccount:${place.namespace}:${name}`, aud, iat, exp });
  const answer = {
    kind: TYPE.kind,
    apiVersion: `${TYPE.group}/${TYPE.version}`,
    metadata: { name, namespace: place.namespace, creationTimestamp: timestamp(now) },
    spec: { audiences: aud, expirationSeconds: seconds, boundObjectRef: boundObjectRef ?? null },
    status: { token, expirationTimestamp: timestamp(exp * 1000) },
  };
  return jsonAnswer(201, JSON.stringify(answer));
}

const BOUND: Readonly<Record<string, string>> = { Pod: "pods", Secret: "secrets", Node: "nodes" };

/** What a token is bound to must be there. */
function checkBound(machine: Machine, namespace: string, bound: Json | undefined): void {
  const { kind, name } = (isObject(bound) ? bound : {}) as JsonObject;
  const found = machine.types.stored(BOUND[String(kind)] ?? "");
  if (found) storedObject(machine, { kind: found as Kind, namespace }, String(name ?? ""));
}
