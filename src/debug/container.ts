import type { JsonObject } from "../core/object.ts";

/** What the user says about the debugging container. */
export interface ContainerWords {
  /** "" keeps or needs none. */
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly args: readonly string[];
  readonly argumentsOnly: boolean;
  readonly env: ReadonlyMap<string, string>;
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** A container with these words; an existing one keeps what they do not mention. */
export function withWords(container: JsonObject, words: ContainerWords): JsonObject {
  const { stdin: _stdin, tty: _tty, ...kept } = container;
  const { args, env } = words;
  const command: JsonObject =
    args.length === 0 ? {} : words.argumentsOnly ? { args: [...args] } : { command: [...args] };
  if (command.command) delete kept.args;
  const names = [...env.keys()].sort();
  return {
    ...kept,
    ...command,
    ...(names.length > 0 ? { env: names.map((name) => ({ name, value: env.get(name) ?? "" })) } : {}),
    ...(words.image === "" ? {} : { image: words.image }),
    ...(words.imagePullPolicy === "" ? {} : { imagePullPolicy: words.imagePullPolicy }),
    ...(words.stdin ? { stdin: true } : {}),
    ...(words.tty ? { tty: true } : {}),
  };
}

/** A container that is new. */
export const newContainer = (name: string): JsonObject => ({
  name,
  resources: {},
  terminationMessagePolicy: "File",
});
