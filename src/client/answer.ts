import { readJson } from "../core/json/read.ts";
import type { Json } from "../core/object.ts";
import { type Asked, statusError } from "./status.ts";
import type { Answer } from "./transport.ts";

/** The whole body; rejects when the connection ends before the body does. */
export async function readBody(answer: Answer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer.body) chunks.push(chunk as Buffer);
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** The decoded body of a success; throws StatusError for every other answer. */
export async function readAnswer(answer: Answer, asked: Asked, seen: (text: string) => void): Promise<Json> {
  const text = (await readBody(answer)).toString("utf8");
  seen(text);
  if (answer.status < 400) return readJson(text);
  throw statusError(answer.status, text, tryJson(text), asked);
}

export function tryJson(text: string): Json | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
