import { CliError, ConnectionError } from "../core/errors.ts";
import { readJson } from "../core/json/read.ts";
import { isObject, type Json } from "../core/object.ts";
import { typeWord } from "../kubeconfig/decode.ts";
import { type Asked, type StatusError, statusError } from "./status.ts";
import type { Answer } from "./transport.ts";

/** The whole body; throws ConnectionError in kubectl's words when the connection ends before the body does. */
export async function readBody(answer: Answer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer.body) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const words = `unexpected error when reading response body. Please retry. Original error: ${error.message}`;
    throw new ConnectionError(words, { cause: error });
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/**
 * The decoded body of a success; throws StatusError for every other answer. As kubectl: an answer about a resource has to
 * be an object, and its failures may carry a Status; of other answers (discovery, version) only the code is looked at.
 */
export async function readAnswer(answer: Answer, asked: Asked, seen: (text: string) => void): Promise<Json> {
  const text = (await readBody(answer)).toString("utf8");
  seen(text);
  const isAboutResource = asked.resource !== undefined;
  if (isFailure(answer)) throw failure(answer, text, isAboutResource, asked);
  if (isAboutResource) checkMediaType(answer);
  const json = decode(text);
  if (isAboutResource) checkObject(json, text);
  return json;
}

/** Go's measure of a success: 200 to 206. */
export const isFailure = ({ status }: Answer): boolean => status < 200 || status > 206;

/** The error that a failed answer stands for. */
export const failedAnswer = async (answer: Answer, asked: Asked): Promise<StatusError> =>
  failure(answer, (await readBody(answer)).toString("utf8"), true, asked);

/** How much of a page that is no Status kubectl repeats. */
const MOST_WORDS = 2048;

function failure(answer: Answer, text: string, mayBeStatus: boolean, asked: Asked): StatusError {
  const type = mediaType(answer);
  // What is not text (or not said to be any) is not shown.
  const words = type === "" || type.startsWith("text/") ? text.slice(0, MOST_WORDS) : "unknown";
  return statusError(answer.status, words, mayBeStatus ? tryJson(text) : undefined, asked);
}

/** The media type of an answer, without parameters; "" when it has none. */
export const mediaType = ({ headers }: Answer): string => {
  const type = headers["content-type"];
  return typeof type === "string" ? (type.split(";")[0] as string).trim().toLowerCase() : "";
};

function checkMediaType(answer: Answer): void {
  const type = mediaType(answer);
  if (type === "" || type === "application/json") return;
  throw new CliError(`serializer for ${type} doesn't exist`);
}

function decode(text: string): Json {
  try {
    return readJson(text);
  } catch (error) {
    throw new CliError((error as Error).message, { cause: error });
  }
}

function checkObject(json: Json, text: string): void {
  if (isObject(json) && json.kind) return;
  if (isObject(json) || json === null) throw new CliError(`Object 'Kind' is missing in '${text}'`);
  throw new CliError(`json: cannot unmarshal ${typeWord(json)} into Go value of type unstructured.detector`);
}

export function tryJson(text: string): Json | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
