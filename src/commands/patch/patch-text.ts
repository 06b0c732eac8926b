import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CliError } from "../../core/errors.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { readJson } from "../../core/json/read.ts";
import { writeJson } from "../../core/json/write.ts";
import { apiVersionOf, type Json, type KubeObject, kindOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { parseYaml } from "../../core/yaml/read.ts";
import { applyJsonPatch } from "../../patch/json.ts";
import { applyMergePatch } from "../../patch/merge.ts";
import { applyStrategicPatch } from "../../patch/strategic/apply.ts";
import { localSchemaOf } from "../../patch/strategic/local.ts";
import { withKind } from "../../resources/decode.ts";
import { reason } from "../../resources/reason.ts";

/** The values of --type, in the order in which kubectl lists them. */
export const TYPES = ["json", "merge", "strategic"] as const;

export type PatchType = (typeof TYPES)[number];

/** The patch of -p or --patch-file as JSON text: what starts with a brace as it is, YAML converted. Throws kubectl's errors. */
export async function readPatch(flags: { patch: string; patchFile: string }, world: World): Promise<string> {
  const text = flags.patchFile ? readPatchFile(flags.patchFile, world) : flags.patch;
  if (/^\s*\{/.test(text)) return text;
  try {
    return writeJson(await parseYaml(text));
  } catch (error) {
    const why = (error as Error).message.replace(/^error converting YAML to JSON: /, "");
    throw new CliError(`unable to parse ${goQuote(text)}: ${why}`, { cause: error });
  }
}

function readPatchFile(file: string, world: World): string {
  try {
    return readFileSync(resolve(world.cwd, file), "utf8");
  } catch (error) {
    throw new CliError(`unable to read patch file: open ${file}: ${reason(error)}`, { cause: error });
  }
}

/** The object with the patch applied here, without a server; throws kubectl's errors. */
export function patchLocally(object: KubeObject, type: PatchType, text: string): KubeObject {
  return withKind(patched(object, type, text));
}

function patched(object: KubeObject, type: PatchType, text: string): Json {
  switch (type) {
    case "json":
      return applyJsonPatch(object, read(text));
    case "merge":
      return applyMergePatch(object, read(text, "Invalid JSON Patch"));
    case "strategic": {
      const schema = localSchemaOf(apiVersionOf(object), kindOf(object));
      if (schema) return applyStrategicPatch(object, read(text, "invalid JSON document"), schema);
      const kind = `${apiVersionOf(object)}, Kind=${kindOf(object)}`;
      throw new CliError(`strategic merge patch is not supported for ${kind} locally, try --type merge`);
    }
  }
}

/** The patch's JSON; what is none is told in Go's words, or in the merging library's. */
function read(text: string, words?: string): Json {
  try {
    return readJson(text);
  } catch (error) {
    throw new CliError(words ?? (error as Error).message, { cause: error });
  }
}
