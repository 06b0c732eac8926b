import { isObject, type Json, nameOf } from "../../core/object.ts";
import { selectorText } from "../api/label-selector.ts";
import {
  ageOf,
  containerCells,
  countAt,
  labelText,
  numberAt,
  objectAge,
  objectsAt,
  orNone,
  textAt,
  valueAt,
} from "./cells.ts";
import type { Cells } from "./kind-table.ts";

export const configMaps: Cells = (object, now) => [
  nameOf(object),
  String(countAt(object, "data") + countAt(object, "binaryData")),
  objectAge(object, now),
];

export const secrets: Cells = (object, now) => [
  nameOf(object),
  textAt(object, "type"),
  String(countAt(object, "data")),
  objectAge(object, now),
];

export const nameAndAge: Cells = (object, now) => [nameOf(object), objectAge(object, now)];

export const namespaces: Cells = (object, now) => [
  nameOf(object),
  textAt(object, "status", "phase"),
  objectAge(object, now),
];

export const resourceQuotas: Cells = (object, now) => {
  const entries = Object.entries((valueAt(object, "status", "hard") ?? {}) as Record<string, Json>).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const used = (name: string) => textAt(object, "status", "used", name) || "0";
  const texts = (isLimit: boolean) =>
    entries
      .filter(([name]) => name.startsWith("limits.") === isLimit)
      .map(([name, hard]) => `${name}: ${used(name)}/${hard}`)
      .join(", ");
  return [nameOf(object), texts(false), texts(true), objectAge(object, now)];
};

export const podTemplates: Cells = (object) => [
  nameOf(object),
  ...containerCells(valueAt(object, "template", "spec")),
  labelText(valueAt(object, "template", "metadata", "labels")),
];

export const networkPolicies: Cells = (object, now) => [
  nameOf(object),
  orNone(selectorText(valueAt(object, "spec", "podSelector"))),
  objectAge(object, now),
];

export const disruptionBudgets: Cells = (object, now) => [
  nameOf(object),
  textAt(object, "spec", "minAvailable") || "N/A",
  textAt(object, "spec", "maxUnavailable") || "N/A",
  numberAt(object, "status", "disruptionsAllowed"),
  objectAge(object, now),
];

export const priorityClasses: Cells = (object, now) => [
  nameOf(object),
  numberAt(object, "value"),
  valueAt(object, "globalDefault") === true,
  objectAge(object, now),
  textAt(object, "preemptionPolicy"),
];

export const leases: Cells = (object, now) => [
  nameOf(object),
  textAt(object, "spec", "holderIdentity"),
  objectAge(object, now),
];

export const webhooks: Cells = (object, now) => [nameOf(object), countAt(object, "webhooks"), objectAge(object, now)];

export const apiServices: Cells = (object, now) => {
  const service = valueAt(object, "spec", "service");
  const available = objectsAt(object, "status", "conditions").find(({ type }) => type === "Available");
  const state =
    available?.status === "True"
      ? "True"
      : `${available?.status ?? "Unknown"}${available?.reason ? ` (${available.reason})` : ""}`;
  const place = isObject(service) ? `${service.namespace}/${service.name}` : "Local";
  return [nameOf(object), place, isObject(service) ? state : "True", objectAge(object, now)];
};

export const controllerRevisions: Cells = (object, now) => {
  const owner = objectsAt(object, "metadata", "ownerReferences").find(({ controller }) => controller === true);
  const [group] = textAt(owner, "apiVersion").split("/");
  const shown = owner ? `${String(owner.kind).toLowerCase()}.${group}/${owner.name}` : "<none>";
  return [nameOf(object), shown, numberAt(object, "revision"), objectAge(object, now)];
};

export const runtimeClasses: Cells = (object, now) => [
  nameOf(object),
  textAt(object, "handler"),
  objectAge(object, now),
];

export const signingRequests: Cells = (object, now) => {
  const seconds = valueAt(object, "spec", "expirationSeconds");
  const conditions = objectsAt(object, "status", "conditions").map(({ type }) => String(type));
  const decided = conditions.filter((type) => ["Approved", "Denied", "Failed"].includes(type));
  const issued = textAt(object, "status", "certificate") ? ["Issued"] : [];
  return [
    nameOf(object),
    objectAge(object, now),
    orNone(textAt(object, "spec", "signerName")),
    textAt(object, "spec", "username"),
    typeof seconds === "number" ? ageOf(new Date(now - seconds * 1000).toISOString(), now) : "<none>",
    [...(decided.length > 0 ? decided : ["Pending"]), ...issued].join(","),
  ];
};

const subjects = (object: Json, kind: string, name: (one: Json) => string): string =>
  objectsAt(object, "subjects")
    .filter((one) => one.kind === kind)
    .map(name)
    .join(", ");

export const bindings: Cells = (object, now) => [
  nameOf(object),
  `${textAt(object, "roleRef", "kind")}/${textAt(object, "roleRef", "name")}`,
  objectAge(object, now),
  subjects(object, "User", (one) => textAt(one, "name")),
  subjects(object, "Group", (one) => textAt(one, "name")),
  subjects(object, "ServiceAccount", (one) => `${textAt(one, "namespace")}/${textAt(one, "name")}`),
];
