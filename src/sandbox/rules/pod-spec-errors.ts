import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { nameProblems } from "../api/names.ts";
import { duplicate, type FieldError, invalidValue, notFoundValue, required, unsupported } from "./field-error.ts";
import { resourceErrors } from "./resource-errors.ts";

const objects = (list: Json | undefined): JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** What is wrong with a pod's spec, as far as users meet it: containers, names, images, ports, volumes, policies. */
export function podSpecErrors(spec: JsonObject, path: string, claims: readonly string[] = []): FieldError[] {
  const containers = objects(spec.containers);
  const own = objects(spec.volumes).map(({ name }) => String(name ?? ""));
  const volumes = [...own, ...claims];
  const seen = new Set<string>();
  return [
    ...volumeErrors(own, `${path}.volumes`),
    ...(containers.length === 0 ? [required(`${path}.containers`)] : []),
    ...containers.flatMap((one, at) => containerErrors(one, { at: `${path}.containers[${at}]`, seen, volumes })),
    ...objects(spec.initContainers).flatMap((one, at) =>
      containerErrors(one, { at: `${path}.initContainers[${at}]`, seen, volumes }),
    ),
    ...ephemeralErrors(spec, { path: `${path}.ephemeralContainers`, seen, volumes }),
    ...choice(spec.restartPolicy, `${path}.restartPolicy`, ["Always", "OnFailure", "Never"]),
    ...choice(spec.dnsPolicy, `${path}.dnsPolicy`, ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]),
    ...accountErrors(spec.serviceAccountName, `${path}.serviceAccountName`),
  ];
}

interface Known {
  readonly path: string;
  readonly seen: Set<string>;
  readonly volumes: readonly string[];
}

function ephemeralErrors(spec: JsonObject, { path, seen, volumes }: Known): FieldError[] {
  const targets = objects(spec.containers).map(({ name }) => name);
  return objects(spec.ephemeralContainers).flatMap((one, index) => {
    const at = `${path}[${index}]`;
    const { targetContainerName: target } = one;
    const missing =
      target === undefined || targets.includes(target) ? [] : [notFoundValue(`${at}.targetContainerName`, target)];
    return [...containerErrors(one, { at, seen, volumes }), ...missing];
  });
}

const choice = (value: Json | undefined, field: string, allowed: readonly string[]): FieldError[] =>
  value === undefined || allowed.includes(String(value)) ? [] : [unsupported(field, value, allowed)];

const accountErrors = (name: Json | undefined, field: string): FieldError[] =>
  name ? nameProblems(String(name), "subdomain").map((problem) => invalidValue(field, name, problem)) : [];

function volumeErrors(names: readonly string[], path: string): FieldError[] {
  return names.flatMap((name, at) => {
    if (name === "") return [required(`${path}[${at}].name`)];
    if (!LABEL.test(name)) return [invalidValue(`${path}[${at}].name`, name, LABEL_WORDS)];
    return names.indexOf(name) < at ? [duplicate(`${path}[${at}].name`, name)] : [];
  });
}

interface Context {
  readonly at: string;
  readonly seen: Set<string>;
  readonly volumes: readonly string[];
}

function containerErrors(container: JsonObject, { at, seen, volumes }: Context): FieldError[] {
  return [
    ...nameErrors(String(container.name ?? ""), `${at}.name`, seen),
    ...(container.image ? [] : [required(`${at}.image`)]),
    ...choice(container.imagePullPolicy, `${at}.imagePullPolicy`, ["Always", "IfNotPresent", "Never"]),
    ...objects(container.ports).flatMap((port, index) => portErrors(port, `${at}.ports[${index}]`)),
    ...objects(container.env).flatMap((one, index) => (one.name ? [] : [required(`${at}.env[${index}].name`)])),
    ...objects(container.volumeMounts).flatMap(({ name, mountPath }, index) => [
      ...(volumes.includes(String(name ?? "")) ? [] : [notFoundValue(`${at}.volumeMounts[${index}].name`, name ?? "")]),
      ...(mountPath ? [] : [required(`${at}.volumeMounts[${index}].mountPath`)]),
    ]),
    ...resourceErrors(container.resources, `${at}.resources`),
  ];
}

function nameErrors(name: string, field: string, seen: Set<string>): FieldError[] {
  if (name === "") return [required(field)];
  if (!LABEL.test(name)) return [invalidValue(field, name, LABEL_WORDS)];
  if (seen.has(name)) return [duplicate(field, name)];
  seen.add(name);
  return [];
}

function portErrors({ containerPort, protocol }: JsonObject, path: string): FieldError[] {
  const number = Number(containerPort ?? 0);
  const range =
    containerPort === undefined || containerPort === 0
      ? [required(`${path}.containerPort`)]
      : number < 1 || number > 65_535
        ? [invalidValue(`${path}.containerPort`, containerPort, "must be between 1 and 65535, inclusive")]
        : [];
  return [...range, ...choice(protocol, `${path}.protocol`, ["SCTP", "TCP", "UDP"])];
}
