import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import type { Kind } from "../kinds/kind.ts";
import { rulesOf } from "../rules/index.ts";
import { ApiError, badRequest, conflict, forbidden, notFound } from "./error.ts";
import { type Machine, timestamp } from "./machine.ts";

export const metadataOf = (object: KubeObject): JsonObject => (isObject(object.metadata) ? object.metadata : {});

/** The object with some of its metadata set anew; undefined takes a field away. */
export function withMetadata(
  object: KubeObject,
  fields: Readonly<Record<string, JsonObject[string] | undefined>>,
): KubeObject {
  const metadata = Object.fromEntries(
    Object.entries({ ...metadataOf(object), ...fields }).filter(([, value]) => value !== undefined),
  ) as JsonObject;
  return { ...object, metadata };
}

/** Refuses a body that is of another type or in another namespace than the path says. */
export function checkBody(body: KubeObject, kind: Kind, namespace: string): void {
  const apiVersion = kind.group ? `${kind.group}/${kind.version}` : kind.version;
  if (body.apiVersion && body.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  }
  if (body.kind && body.kind !== kind.kind) {
    throw badRequest(`${apiVersion}, Kind=${body.kind} is not the kind ${kind.kind} that is served here`);
  }
  const own = namespaceOf(body);
  if (kind.namespaced && own !== "" && own !== namespace) {
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
}

/** The metadata of a new object: its uid and times are the server's, and its name where only a beginning was given. */
export function newMetadata(machine: Machine, kind: Kind, body: KubeObject, namespace: string): KubeObject {
  const given = metadataOf(body);
  const base = typeof given.generateName === "string" ? given.generateName : "";
  const name = nameOf(body) || (base === "" ? "" : `${base.slice(0, 58)}${machine.newSuffix()}`);
  if (given.resourceVersion) {
    throw badRequest("resourceVersion should not be set on objects to be created");
  }
  const { deletionTimestamp: _, deletionGracePeriodSeconds: __, selfLink: ___, managedFields: ____, ...kept } = given;
  const { apiVersion: _____, kind: ______, ...rest } = body;
  const rules = rulesOf(kind.key);
  const object = {
    kind: kind.kind,
    apiVersion: kind.group ? `${kind.group}/${kind.version}` : kind.version,
    ...rest,
    metadata: {
      ...kept,
      name,
      ...(kind.namespaced ? { namespace } : {}),
      uid: machine.newUid(),
      creationTimestamp: timestamp(machine.clock.now()),
      ...(rules.hasGeneration || machine.types.definition(kind.key) ? { generation: 1 } : {}),
    },
  };
  if (!kind.namespaced) delete (object.metadata as JsonObject).namespace;
  return object;
}

/** What an update may not change of metadata is carried over from what is stored. */
export function carriedMetadata(kind: Kind, body: KubeObject, stored: KubeObject): KubeObject {
  const [given, kept] = [metadataOf(body), metadataOf(stored)];
  const name = nameOf(stored);
  if (given.uid && given.uid !== kept.uid) {
    throw conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${kept.uid}`,
    );
  }
  if (given.resourceVersion && !/^\d+$/.test(String(given.resourceVersion))) {
    const text = JSON.stringify(given.resourceVersion);
    throw new ApiError(500, "", `strconv.ParseUint: parsing ${text}: invalid syntax`);
  }
  if (given.resourceVersion && given.resourceVersion !== kept.resourceVersion) {
    throw conflict(
      kind,
      name,
      "the object has been modified; please apply your changes to the latest version and try again",
    );
  }
  return withMetadata(
    { ...body, apiVersion: stored.apiVersion as string, kind: stored.kind as string },
    {
      name,
      namespace: kept.namespace,
      uid: kept.uid,
      creationTimestamp: kept.creationTimestamp,
      deletionTimestamp: kept.deletionTimestamp,
      deletionGracePeriodSeconds: kept.deletionGracePeriodSeconds,
      generateName: kept.generateName,
      generation: kept.generation,
      resourceVersion: kept.resourceVersion,
      managedFields: given.managedFields ?? kept.managedFields,
      selfLink: undefined,
    },
  );
}

/** Refuses new objects for a namespace that is not there or is going away. */
export function checkNamespace(machine: Machine, kind: Kind, namespace: string, name: string): void {
  if (!kind.namespaced) return;
  const found = machine.store.get("namespaces", "", namespace);
  if (!found) throw notFound({ group: "", plural: "namespaces" }, namespace);
  if (metadataOf(found).deletionTimestamp) {
    throw forbidden(
      kind,
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
    );
  }
}
