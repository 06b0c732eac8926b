import { isObject, type Json, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../core/object.ts";
import { matchesSelector, readSelector } from "../../core/selector.ts";
import { oldEventField } from "../kinds/events.ts";
import type { Kind, ResourceKey } from "../kinds/kind.ts";
import { type ApiError, badRequest } from "./error.ts";

/** Whether an object is one of those that were asked for. */
export type Wanted = (object: KubeObject) => boolean;

const at = (path: string) => (object: KubeObject) => {
  const value = path.split(".").reduce<Json | undefined>((one, key) => (isObject(one) ? one[key] : undefined), object);
  return value === undefined || value === null ? "" : String(value);
};
const fields = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, at(path)]));

type Fields = Readonly<Record<string, (object: KubeObject) => string>>;

/** The fields that can be selected by, besides name and namespace. */
const FIELDS: Readonly<Record<ResourceKey, Fields>> = {
  pods: {
    ...fields("spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName"),
    ...fields("status.phase", "status.podIP", "status.nominatedNodeName"),
    "spec.hostNetwork": (pod) => at("spec.hostNetwork")(pod) || "false",
  },
  events: {
    ...fields("involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid"),
    ...fields("involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath"),
    ...fields("reason", "type", "reportingComponent"),
    source: (event) => at("source.component")(event) || at("reportingComponent")(event),
  },
  namespaces: fields("status.phase"),
  nodes: { "spec.unschedulable": (node) => at("spec.unschedulable")(node) || "false" },
  secrets: fields("type"),
  "jobs.batch": { "status.successful": (job) => at("status.succeeded")(job) || "0" },
  "replicasets.apps": { "status.replicas": (one) => at("status.replicas")(one) || "0" },
  replicationcontrollers: { "status.replicas": (one) => at("status.replicas")(one) || "0" },
  services: fields("spec.clusterIP", "spec.type"),
  "certificatesigningrequests.certificates.k8s.io": fields("spec.signerName"),
};

/** What the newer API of events calls some of its fields; the older names are none of its own. */
const REGARDING: Fields = {
  ...Object.fromEntries(
    ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"].map((field) => [
      `regarding.${field}`,
      at(`involvedObject.${field}`),
    ]),
  ),
  reportingController: at("reportingComponent"),
};

/** Reads `labelSelector` and `fieldSelector`; throws the 400 of a selector that cannot be read. */
export function readSelectors(kind: Kind, labels: string, fieldSelector: string): Wanted | undefined {
  const byLabel = labels === "" ? undefined : labelFilter(labels);
  const byField = fieldSelector === "" ? undefined : fieldFilter(kind, fieldSelector);
  if (!byLabel || !byField) return byLabel ?? byField;
  return (object) => byLabel(object) && byField(object);
}

function labelFilter(text: string): Wanted {
  try {
    const requirements = readSelector(text);
    return (object) => matchesSelector(stringMapOf(object, "labels"), requirements);
  } catch (error) {
    throw badRequest((error as Error).message);
  }
}

function fieldFilter(kind: Kind, text: string): Wanted {
  const known: Fields = {
    "metadata.name": nameOf,
    ...(kind.namespaced ? { "metadata.namespace": namespaceOf } : {}),
    ...FIELDS[kind.key],
    ...(kind.group === "events.k8s.io" ? REGARDING : {}),
  };
  const terms = text
    .split(",")
    .filter((one) => one !== "")
    .map((term) => {
      const [, name, sign, value] = /^(.*?)(!=|==|=)(.*)$/s.exec(term) ?? [];
      if (name === undefined) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const path = kind.group === "events.k8s.io" ? oldEventField(name) : name;
      const read = Object.hasOwn(known, path) ? known[path] : undefined;
      if (!read) throw unknownField(kind, name);
      return (object: KubeObject) => (read(object) === value) === (sign !== "!=");
    });
  return (object) => terms.every((term) => term(object));
}

function unknownField(kind: Kind, name: string): ApiError {
  if (FIELDS[kind.key]) return badRequest(`field label not supported: ${name}`);
  const known = kind.namespaced ? '"metadata.name", "metadata.namespace"' : '"metadata.name"';
  return badRequest(`${JSON.stringify(name)} is not a known field selector: only ${known}`);
}
