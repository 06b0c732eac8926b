import { isObject, type KubeObject } from "../../core/object.ts";
import { applyMergePatch } from "../../patch/merge.ts";
import { applyStrategicPatch } from "../../patch/strategic/apply.ts";
import { schemaOf } from "../../patch/strategic/schema.ts";
import { ApiError, badRequest } from "../api/error.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import { createObject, replaceObject, replaceStatus } from "../api/write.ts";
import { applyFields } from "../fields/apply.ts";
import { managersOf, withManagers } from "../fields/managers.ts";
import type { Kind } from "../kinds/kind.ts";
import { fromStored, toStored } from "../kinds/versions.ts";
import { SchemaError } from "../schema/refusal.ts";
import { conform } from "./conform.ts";
import type { ApiAnswer, ApiRequest } from "./message.ts";
import type { Target } from "./path.ts";
import { readPatch } from "./read-patch.ts";
import { objectAnswer, placeOf, storedKind } from "./resource.ts";
import { managerOf } from "./track.ts";
import { writingOf } from "./writing.ts";

/** Server-side apply: an object that is not there is created. Throws ApiError. */
export function applyObject(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind, name } = target;
  const place = { ...placeOf(target), kind: storedKind(machine, kind) };
  const how = writingOf(request);
  const config = readApplied(machine, request, target);
  const stored = machine.store.get(kind.key, kind.namespaced ? place.namespace : "", name);
  const live = stored && fromStored(kind, stored);
  const object = applyFields({
    who: managerOf(request, target, "Apply"),
    config,
    live,
    merged: live ? merge(live, config, kind) : config,
    isForced: ["true", "1"].includes(request.query.get("force") ?? ""),
    now: timestamp(machine.clock.now()),
  });
  const managers = managersOf(object);
  const tracked = { ...how, track: ({ after }: { readonly after: KubeObject }) => withManagers(after, managers) };
  const body = toStored(kind, object);
  if (!live) return objectAnswer(machine, request, kind, createObject(machine, place, body, tracked), 201);
  const write = target.subresource === "status" ? replaceStatus : replaceObject;
  return objectAnswer(machine, request, kind, write(machine, place, body, tracked));
}

function merge(live: KubeObject, config: KubeObject, kind: Kind): KubeObject {
  const schema = schemaOf(`${kind.group ? `${kind.group}/` : ""}${kind.version}`, kind.kind);
  return (schema ? applyStrategicPatch(live, config, schema) : applyMergePatch(live, config)) as KubeObject;
}

/** The configuration that is applied; throws what the server says of one that does not fit its schema. */
function readApplied(machine: Machine, request: ApiRequest, { kind, name }: Target): KubeObject {
  const applied = readPatch(request, "apply") as KubeObject;
  checkType(applied, kind);
  const metadata = metadataOf(applied);
  if (metadata.managedFields !== undefined) throw badRequest("metadata.managedFields must be nil");
  const strict = { ...request, query: new URLSearchParams("fieldValidation=Strict"), warnings: [] };
  try {
    conform(machine, strict, { kind, object: applied });
  } catch (error) {
    throw error instanceof SchemaError ? untyped(applied, error) : error;
  }
  if (metadata.name !== undefined && metadata.name !== name) {
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  }
  return isObject(applied.metadata) ? applied : { ...applied, metadata: { name } };
}

/** Refuses what is of another type than the path says. */
export function checkType(applied: KubeObject, kind: Kind): void {
  const apiVersion = kind.group ? `${kind.group}/${kind.version}` : kind.version;
  if (applied.apiVersion === apiVersion && applied.kind === kind.kind) return;
  throw badRequest(`invalid object type: ${typeText(applied)}`);
}

/** "apps/v1, Kind=Deployment", "/v1, Kind=ConfigMap". */
function typeText({ apiVersion, kind }: KubeObject): string {
  const version = String(apiVersion ?? "");
  return `${version.includes("/") ? version : `/${version}`}, Kind=${kind ?? ""}`;
}

function untyped(applied: KubeObject, { message }: SchemaError): ApiError {
  const { namespace, name } = metadataOf(applied);
  const unknown = /unknown field "([^"]+)"/.exec(message)?.[1];
  const why = unknown === undefined ? message : `.${unknown}: field not declared in schema`;
  const what = `${namespace ?? ""}/${name ?? ""}; ${typeText(applied)}`;
  return new ApiError(500, "", `failed to create typed patch object (${what}): ${why}`);
}
