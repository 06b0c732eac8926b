import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";

/** Named contents, in the order given; text where the bytes are UTF-8. */
export interface Keyed {
  readonly key: string;
  readonly content: string | Uint8Array;
}

/** Reads what a path holds: a file's bytes, or the files of a folder. */
export type ReadPath = (path: string) => Promise<Uint8Array | readonly { name: string; bytes: Uint8Array }[]>;

/** `--from-literal=key=value` words; throws kubectl's error. */
export function literals(words: readonly string[]): Keyed[] {
  return words.map((word) => {
    const at = word.indexOf("=");
    if (at <= 0) throw new CliError(`invalid literal source ${word}, expected key=value`);
    return { key: word.slice(0, at), content: word.slice(at + 1) };
  });
}

/** `--from-file=[key=]path` words; folders give all their files with valid names. Throws kubectl's errors. */
export async function files(words: readonly string[], read: ReadPath): Promise<Keyed[]> {
  const found: Keyed[] = [];
  for (const word of words) {
    const { key, path, isNamed } = splitSource(word);
    const content = await read(path);
    if (content instanceof Uint8Array) {
      found.push({ key, content: textOrBytes(content) });
    } else {
      if (isNamed) throw new CliError("cannot give a key name for a directory path");
      found.push(...content.map(({ name, bytes }) => ({ key: name, content: textOrBytes(bytes) })));
    }
  }
  return found;
}

function splitSource(word: string): { key: string; path: string; isNamed: boolean } {
  const parts = word.split("=");
  if (parts.length > 2) throw new CliError("key names or file paths cannot contain '='");
  if (parts.length === 1) return { key: word.slice(word.lastIndexOf("/") + 1), path: word, isNamed: false };
  const [key = "", path = ""] = parts;
  if (key === "") throw new CliError(`key name for file path ${path} missing`);
  if (path === "") throw new CliError(`file path for key name ${key} missing`);
  return { key, path, isNamed: true };
}

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const ENV_WORDS =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

/** An env file's lines: NAME=VALUE, or NAME alone for the value it has here; # starts a comment line. */
export function envFile(path: string, bytes: Uint8Array, env: Readonly<Record<string, string | undefined>>): Keyed[] {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  return lines.flatMap((line, at) => {
    const raw = Buffer.from(line.replace(/\r$/, ""), "latin1");
    const text = textOrBytes(raw);
    if (typeof text !== "string") {
      throw new CliError(`env file ${path} contains invalid utf8 bytes at line ${at + 1}: [${raw.join(" ")}]`);
    }
    return envLine(at === 0 ? text.replace(/^\ufeff/, "") : text, env);
  });
}

function envLine(line: string, env: Readonly<Record<string, string | undefined>>): Keyed[] {
  const start = line.trimStart();
  if (start === "" || start.startsWith("#")) return [];
  const at = start.indexOf("=");
  const key = at < 0 ? start : start.slice(0, at);
  if (!ENV_NAME.test(key)) throw new CliError(`${goQuote(key)} is not a valid key name: ${ENV_WORDS}`);
  return [{ key, content: at < 0 ? (env[key] ?? "") : start.slice(at + 1) }];
}
