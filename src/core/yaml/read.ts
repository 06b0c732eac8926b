import { readJson } from "../json/read.ts";
import { endOfValue, JsonSyntaxError } from "../json/syntax.ts";
import type { Json } from "../object.ts";
import { isDoubtful } from "./doubt.ts";
import { DocumentError, YamlError } from "./error.ts";
import { parseWithPackage } from "./events.ts";
import { parseExactly } from "./parse.ts";
import { splitDocuments } from "./split.ts";

/** A document of the input and where it stood: its number from 1 and the line on which its text starts. */
export interface Document {
  readonly value: Json;
  readonly index: number;
  readonly line: number;
  /** The text it was read from, where that was JSON. */
  readonly json?: string;
}

/** What could be read, and the error that ended it: nothing behind a bad document is read. */
export interface Documents {
  readonly documents: readonly Document[];
  readonly error?: DocumentError;
}

/** Reads YAML synchronously once it is loaded: one document, as kubeconfigs and kustomizations are. */
export type ReadYaml = (text: string) => Json;

/** Below this many characters a text is read before js-yaml would be loaded. */
const SMALL = 128 * 1024;

/**
 * Loads a YAML reader for texts of about this many characters; it throws YamlError ("line 6: …"). Small ones are read by
 * kubectl's own grammar; ordinary large ones go through js-yaml, which takes half the time for them.
 */
export async function loadYaml(size: number): Promise<ReadYaml> {
  if (size < SMALL) return (text) => parseExactly(ended(text));
  const yaml = await import("js-yaml");
  return (text) => parseFast(yaml, ended(text));
}

function ended(given: string): string {
  const text = given.includes("\r\n") ? given.replaceAll("\r\n", "\n") : given;
  return text.endsWith("\n") ? text : `${text}\n`;
}

/** What js-yaml refuses, and what it might read otherwise than kubectl, is read once more by kubectl's own grammar. */
function parseFast(yaml: typeof import("js-yaml"), text: string): Json {
  if (isDoubtful(text)) return parseExactly(text);
  try {
    return parseWithPackage(yaml, text);
  } catch {
    return parseExactly(text);
  }
}

/** Reads every document of YAML or JSON input; throws the DocumentError of the first bad one. */
export async function readDocuments(input: Uint8Array | string): Promise<Json[]> {
  const { documents, error } = await readStream(input);
  if (error) throw error;
  return documents.map(({ value }) => value);
}

/** Reads a single document; an empty text is null. Throws DocumentError. */
export async function parseYaml(text: string): Promise<Json> {
  if (startsAsJson(text)) {
    try {
      return readJson(text);
    } catch {
      // What is no JSON may still be YAML in flow style.
    }
  }
  return document(await loadYaml(text.length), text, { document: 1, line: 1 });
}

/**
 * Reads a stream of documents as kubectl does: JSON values one behind the other when it starts with a brace, YAML from
 * there where that fails, else YAML documents. Empty and null documents are left out.
 */
export async function readStream(input: Uint8Array | string): Promise<Documents> {
  const text = typeof input === "string" ? input.replace(/^\ufeff/, "") : decode(input);
  const documents: Document[] = [];
  let [rest, line] = [text, 1];
  if (startsAsJson(text)) {
    const json = readJsonStream(text, documents);
    if (!json.error) return { documents };
    if (json.error.isEnd || Buffer.byteLength(text) - Buffer.byteLength(text.slice(0, json.at)) < 4) {
      return { documents, error: jsonError(json.error, documents.length, line) };
    }
    rest = text.slice(json.at);
    line += text.slice(0, json.at).split("\n").length - 1;
    const yaml = await readYamlStream(rest, { line, before: documents });
    const isFirstBad = yaml.error && yaml.error.document === documents.length + 1;
    return isFirstBad ? { documents, error: jsonError(json.error, documents.length, line) } : yaml;
  }
  return await readYamlStream(rest, { line, before: documents });
}

const startsAsJson = (text: string): boolean => /^\s*\{/.test(text.slice(0, 4096));

/** UTF-8 or, by its byte order mark, UTF-16; bytes that are neither become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** Reads values until the text ends or one is bad; `at` is where that one's text starts. */
function readJsonStream(text: string, into: Document[]): { at: number; error?: JsonSyntaxError } {
  try {
    into.push({ value: readJson(text), index: 1, line: 1, json: text.trim() });
    return { at: text.length };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  let [at, line] = [0, 1];
  while (/\S/.test(text.slice(at))) {
    try {
      const end = endOfValue(text, at);
      const json = text.slice(at, end).trim();
      const value = readJson(json);
      if (value !== null) into.push({ value, index: into.length + 1, line, json });
      line += text.slice(at, end).split("\n").length - 1;
      at = end;
    } catch (error) {
      if (error instanceof JsonSyntaxError) return { at, error };
      throw error;
    }
  }
  return { at };
}

const jsonError = (error: JsonSyntaxError, count: number, line: number): DocumentError =>
  new DocumentError(error.isEnd ? error.message : `json: offset ${error.offset}: ${error.message}`, {
    document: count + 1,
    line,
  });

async function readYamlStream(
  text: string,
  { line, before }: { line: number; before: readonly Document[] },
): Promise<Documents> {
  const { chunks, error } = splitDocuments(text);
  const documents = [...before];
  if (chunks.length > 0) {
    const read = await loadYaml(text.length);
    for (const chunk of chunks) {
      const place = { document: documents.length + 1, line: chunk.line + line - 1 };
      try {
        const value = document(read, chunk.text, place);
        if (value !== null) documents.push({ value, index: place.document, line: place.line });
      } catch (reason) {
        if (!(reason instanceof DocumentError)) throw reason;
        return { documents, error: reason };
      }
    }
  }
  return error
    ? { documents, error: new DocumentError(error.message, { document: documents.length + 1, line }) }
    : { documents };
}

function document(read: ReadYaml, text: string, place: { document: number; line: number }): Json {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const isJsonMatter = error.message.startsWith("json: ") || error.message.startsWith("unsupported map key");
    throw new DocumentError(`error converting YAML to JSON: ${isJsonMatter ? "" : "yaml: "}${error.message}`, place);
  }
}
