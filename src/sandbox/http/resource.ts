import { writeJson } from "../../core/json/write.ts";
import type { JsonObject, KubeObject } from "../../core/object.ts";
import { deleteObject } from "../api/delete.ts";
import { type ApiError, badRequest, invalid, unsupportedMethod } from "../api/error.ts";
import { type Listing, listObjects } from "../api/list.ts";
import type { Machine } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import { createObject, replaceObject, storedObject } from "../api/write.ts";
import type { Kind } from "../kinds/kind.ts";
import { fromStored, toStored } from "../kinds/versions.ts";
import { invalidValue } from "../rules/field-error.ts";
import { readBody, readDeletion } from "./body.ts";
import { encode, encodeList } from "./encode.ts";
import { asTable, metadataList, metadataOnly, readForm } from "./form.ts";
import { type ApiAnswer, type ApiRequest, jsonAnswer, success } from "./message.ts";
import { patchResource } from "./patch.ts";
import type { Target } from "./path.ts";
import { withRequestor } from "./signing-requests.ts";
import { answerSubresource } from "./subresource.ts";
import { trackedWriting } from "./track.ts";
import { answerWatch } from "./watch.ts";

/** Answers one request about objects of a type; throws ApiError. */
export function answerResource(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  if (target.subresource !== "") return answerSubresource(machine, request, target);
  const verb = verbOf(request, target);
  if (!verb || !target.kind.verbs.includes(verb)) throw unsupportedMethod();
  switch (verb) {
    case "get":
      return objectAnswer(machine, request, target.kind, storedObject(machine, placeOf(target), target.name));
    case "list":
      return list(machine, request, target);
    case "watch":
      return answerWatch(machine, request, target);
    case "create":
      return create(machine, request, target);
    case "update":
      return update(machine, request, target);
    case "patch":
      return patchResource(machine, request, target);
    case "delete":
      return remove(machine, request, target);
    default:
      return removeAll(machine, request, target);
  }
}

/** The verb that a method and a path stand for. */
export function verbOf({ method, query }: ApiRequest, { name }: Target): string | undefined {
  const isOne = name !== "";
  if (method === "GET" || method === "HEAD") {
    if (["true", "1"].includes(query.get("watch") ?? "")) return "watch";
    return isOne ? "get" : "list";
  }
  if (method === "DELETE") return isOne ? "delete" : "deletecollection";
  if (method === "POST") return isOne ? undefined : "create";
  if (!isOne) return undefined;
  return ({ PUT: "update", PATCH: "patch" } as Readonly<Record<string, string>>)[method];
}

export const placeOf = ({ kind, namespace }: Target) => ({ kind, namespace: namespace ?? "" });

/** One object in the form that was asked for. */
export function objectAnswer(
  machine: Machine,
  request: ApiRequest,
  kind: Kind,
  object: KubeObject,
  status = 200,
): ApiAnswer {
  const form = readForm(request.accept);
  const shown = fromStored(kind, object);
  if (form === "metadata") return jsonAnswer(status, writeJson(metadataOnly(shown), { sortKeys: false }));
  if (form === "object") return jsonAnswer(status, encode(shown));
  const { resourceVersion } = metadataOf(shown);
  const query = { include: includeOf(request), withColumns: true };
  const table = asTable(machine, kind, [shown], { resourceVersion: resourceVersion ?? "" }, query);
  return jsonAnswer(status, writeJson(table, { sortKeys: false }));
}

const includeOf = ({ query }: ApiRequest): string => query.get("includeObject") || "Metadata";

export function listingOf({ query }: ApiRequest, { kind, namespace, name }: Target): Listing {
  const fields = [query.get("fieldSelector") ?? "", name && `metadata.name=${name}`].filter((one) => one !== "");
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    labelSelector: query.get("labelSelector") ?? "",
    fieldSelector: fields.join(","),
    limit: Number(query.get("limit") ?? 0) || 0,
    continue: query.get("continue") ?? "",
  };
}

function list(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind } = target;
  const page = listObjects(machine, listingOf(request, target));
  const items = page.items.map((object) => fromStored(kind, object));
  const metadata: JsonObject = {
    resourceVersion: String(page.version),
    ...(page.continue ? { continue: page.continue } : {}),
    ...(page.remaining === undefined ? {} : { remainingItemCount: page.remaining }),
  };
  switch (readForm(request.accept)) {
    case "metadata":
      return jsonAnswer(200, metadataList(items, metadata));
    case "table": {
      const query = { include: includeOf(request), withColumns: true };
      return jsonAnswer(200, writeJson(asTable(machine, kind, items, metadata, query), { sortKeys: false }));
    }
    default:
      return jsonAnswer(200, encodeList(kind, metadata, items, machine.types.definition(kind.key) !== undefined));
  }
}

function create(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind } = target;
  if (kind.namespaced && target.namespace === undefined) throw unsupportedMethod();
  const body = withRequestor(kind, toStored(kind, readBody(machine, request, kind)), request.user);
  const object = createObject(
    machine,
    { ...placeOf(target), kind: storedKind(machine, kind) },
    body,
    trackedWriting(machine, request, target),
  );
  return objectAnswer(machine, request, kind, object, 201);
}

export const storedKind = (machine: Machine, kind: Kind): Kind => machine.types.stored(kind.key) ?? kind;

function update(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind } = target;
  const body = toStored(kind, readBody(machine, request, kind));
  if (metadataOf(body).name !== target.name) {
    throw badRequest(
      `the name of the object (${metadataOf(body).name ?? ""}) does not match the name on the URL (${target.name})`,
    );
  }
  if (machine.types.definition(kind.key) && !metadataOf(body).resourceVersion) throw unversioned(target);
  const place = { ...placeOf(target), kind: storedKind(machine, kind) };
  return objectAnswer(
    machine,
    request,
    kind,
    replaceObject(machine, place, body, trackedWriting(machine, request, target)),
  );
}

/** Custom resources are replaced only by who says which version was seen. */
const unversioned = ({ kind: { plural, group }, name }: Target): ApiError =>
  invalid({ group, kind: plural }, name, [
    invalidValue("metadata.resourceVersion", 0, "must be specified for an update"),
  ]);

function remove(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind } = target;
  const { object, isGone } = deleteObject(machine, placeOf(target), target.name, readDeletion(request));
  if (!isGone || kind.key === "pods") return objectAnswer(machine, request, kind, object);
  const { name, uid } = metadataOf(object);
  const group = kind.group ? { group: kind.group } : {};
  const details = { name: name as string, ...group, kind: kind.plural, uid: uid as string };
  return jsonAnswer(200, JSON.stringify(success(details)));
}

function removeAll(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind } = target;
  const { items, version } = listObjects(machine, { ...listingOf(request, target), limit: 0 });
  const how = readDeletion(request);
  const removed = items.map((object) => {
    const { name, namespace } = metadataOf(object);
    return deleteObject(machine, { kind, namespace: (namespace as string) ?? "" }, name as string, how).object;
  });
  return jsonAnswer(200, encodeList(kind, { resourceVersion: String(version) }, removed, false));
}
