import type { Completion } from "../../core/completion.ts";
import { fieldNames } from "../../explain/plain.ts";
import { kindAt, part, schemaOfKind } from "../../explain/schema.ts";
import { completeTypeAndName } from "../../resources/complete.ts";
import type { Given } from "./explain.ts";
import { fetchDocument, meaningOf } from "./run.ts";

const NO_SPACE_NO_FILES = 6;
const NO_FILES = 4;

/** Completes types, and behind a dot their fields. */
export async function completeFields(given: Given, word: string): Promise<Completion> {
  if (given.args.length > 0) return { words: [], directive: NO_FILES };
  const types = await completeTypeAndName(given.cluster, [], word);
  const dot = word.lastIndexOf(".");
  if (dot < 0) return types;
  const head = word.slice(0, dot);
  const words = (await namesBehind(given, head)).map((name) => `${head}.${name}`);
  const fitting = words.filter((one) => one.startsWith(word));
  return { words: [...types.words, ...fitting], directive: NO_SPACE_NO_FILES };
}

async function namesBehind(given: Given, head: string): Promise<string[]> {
  const { resource, path } = await meaningOf(given, head);
  const document = await fetchDocument(given, resource);
  const kind = kindAt(document, resource);
  const schemas = part(part(document, "components"), "schemas");
  const schema = kind && schemaOfKind(schemas, kind);
  return schema ? fieldNames(schema, path, { schemas, isRecursive: false }) : [];
}
