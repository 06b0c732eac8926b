import type { Invocation } from "../../cli/command.ts";
import { rawPath, sendRaw } from "../../client/raw.ts";
import { CliError } from "../../core/errors.ts";
import type { Flag, Flags } from "../../core/flags.ts";
import { readBody } from "../../resources/body.ts";

interface RawFlags extends Flags {
  readonly raw: Flag<string>;
  readonly filename: Flag<readonly string[]>;
  readonly kustomize: Flag<string>;
  readonly recursive: Flag<boolean>;
}

/** Sends DELETE to a path, with the file of -f as its body, and prints the answer. */
export async function deleteRaw({ flags, cluster, world }: Invocation<RawFlags>): Promise<void> {
  const path = rawPath(flags.raw);
  if (flags.filename.length > 1) throw new CliError("--raw can only use a single local file or stdin");
  const [file] = flags.filename;
  const body = file === undefined ? {} : { body: await readBody(file, world) };
  await sendRaw(cluster, { method: "DELETE", path, ...body }, world);
}
