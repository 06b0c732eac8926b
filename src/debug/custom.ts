import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { applyStrategicPatch } from "../patch/strategic/apply.ts";
import { schemaOf } from "../patch/strategic/schema.ts";

const FIXED = ["name", "command", "image", "lifecycle", "volumeDevices"];
const FREE = [
  "args",
  "env",
  "envFrom",
  "imagePullPolicy",
  "livenessProbe",
  "ports",
  "readinessProbe",
  "resizePolicy",
  "resources",
  "restartPolicy",
  "securityContext",
  "startupProbe",
  "stdin",
  "stdinOnce",
  "terminationMessagePath",
  "terminationMessagePolicy",
  "tty",
  "volumeMounts",
  "workingDir",
];

/** What a custom profile changes: the fields of a container that it may. Throws kubectl's error for the others. */
export function readCustom(given: Json): JsonObject {
  const spec = isObject(given) ? given : {};
  if (FIXED.some((key) => isSet(spec[key]))) {
    throw new CliError("name, command, image, lifecycle and volume devices are not modifiable via custom profile");
  }
  const { env, ...others } = Object.fromEntries(FREE.filter((key) => isSet(spec[key])).map((key) => [key, spec[key]]));
  return { ...others, ...(Array.isArray(env) ? { env: env.map(variable) } : {}) } as JsonObject;
}

const isSet = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** YAML's y and 1 are text where a variable's value stands. */
const variable = (one: Json): Json =>
  isObject(one) && one.value !== undefined && typeof one.value !== "string"
    ? { ...one, value: String(one.value) }
    : one;

/** The container with a custom profile on top: lists are merged by their keys. */
export function withCustom(container: JsonObject, custom: JsonObject | undefined): JsonObject {
  const schema = schemaOf("v1", "Pod");
  if (!custom || !schema) return container;
  const pod = { spec: { containers: [container] } };
  const patch = { spec: { containers: [{ ...custom, name: container.name as string }] } };
  const { spec } = applyStrategicPatch(pod, patch, schema) as typeof pod;
  return spec.containers[0] as JsonObject;
}
