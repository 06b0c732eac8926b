import type { KubeObject } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import type { Kind } from "../kinds/kind.ts";
import { knownMessages } from "../protobuf/messages.ts";
import { checkFields, checkMetadata } from "../schema/check.ts";
import { SchemaError, type Words } from "../schema/refusal.ts";
import { pruneCustom, structuralSchema } from "../schema/structural.ts";
import type { ApiRequest } from "./message.ts";

/**
 * An object that somebody sent, without the fields that its kind does not have. They are warned about, refused or passed
 * over, as `fieldValidation` says. Throws SchemaError, also for values of a wrong type.
 */
export function conform(
  machine: Machine,
  request: ApiRequest,
  { kind, object, words }: { readonly kind: Kind; readonly object: KubeObject; readonly words?: Words },
): KubeObject {
  const definition = machine.types.definition(kind.key);
  const found = definition ? custom(definition, kind, object) : builtin(typed(object, kind), words);
  report(found.unknown, request);
  return found.object;
}

/** A body may leave its type out: the path says it. */
const typed = (object: KubeObject, { group, version, kind }: Kind): KubeObject =>
  object.apiVersion && object.kind
    ? object
    : { kind, apiVersion: group ? `${group}/${version}` : version, ...withoutEmptyType(object) };

const withoutEmptyType = (object: KubeObject): KubeObject =>
  Object.fromEntries(
    Object.entries(object).filter(([key, value]) => !(value === "" && (key === "kind" || key === "apiVersion"))),
  );

interface Found {
  readonly object: KubeObject;
  readonly unknown: readonly string[];
}

function builtin(object: KubeObject, words: Words | undefined): Found {
  const messages = knownMessages();
  return (messages && checkFields(object, messages, words)) ?? { object, unknown: [] };
}

function custom(definition: KubeObject, kind: Kind, object: KubeObject): Found {
  const messages = knownMessages();
  const schema = structuralSchema(definition, kind.version);
  const pruned = schema ? pruneCustom(object, schema) : { object, unknown: [] };
  if (!messages || pruned.object.metadata === undefined) return pruned;
  const { metadata, unknown } = checkMetadata(pruned.object.metadata, messages);
  return { object: { ...pruned.object, metadata }, unknown: [...unknown, ...pruned.unknown] };
}

function report(unknown: readonly string[], { query, warnings }: ApiRequest): void {
  const texts = unknown.map((path) => `unknown field ${JSON.stringify(path)}`);
  const validation = query.get("fieldValidation") || "Warn";
  if (texts.length === 0 || validation === "Ignore") return;
  if (validation === "Strict") throw new SchemaError(`strict decoding error: ${texts.join(", ")}`);
  warnings.push(...texts);
}
