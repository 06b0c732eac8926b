import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { writeJson } from "../../src/core/json/write.ts";
import { apiVersionOf, type Json, type JsonObject, kindOf } from "../../src/core/object.ts";
import { readDocuments } from "../../src/core/yaml/read.ts";
import { writeYaml } from "../../src/core/yaml/write.ts";
import { applyJsonPatch } from "../../src/patch/json.ts";
import { applyMergePatch } from "../../src/patch/merge.ts";
import { applyStrategicPatch } from "../../src/patch/strategic/apply.ts";
import { localSchemaOf } from "../../src/patch/strategic/local.ts";
import { outcome } from "./outcome.ts";

// Answers of the real kubectl 1.36.3 to `patch --local`; what its flags and printers decide is tested with the command.

interface Vector {
  readonly id: string;
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly rc: number;
}

/** Vectors that are decided before or after the arithmetic: reading the patch's text, decoding what came out. */
const ELSEWHERE = /^patch\/(usage-|flags-|raw-merge-(9846a4d|26a4e0c))/;
const UNDECODABLE = /unstructured\.detector|Object 'Kind' is missing|invalid character/;

const vectors = (JSON.parse(readFileSync("test/vectors/patch.json", "utf8")) as Vector[]).filter(
  ({ id, stderr }) => !ELSEWHERE.test(id) && !UNDECODABLE.test(stderr),
);

function flag(args: readonly string[], ...names: string[]): string | undefined {
  for (const [at, word] of args.entries()) {
    if (names.includes(word)) return args[at + 1];
    const [name = "", ...value] = word.split("=");
    if (names.includes(name) && value.length > 0) return value.join("=");
  }
  return undefined;
}

function apply(type: string, object: JsonObject, patch: Json): Json {
  if (type === "json") return applyJsonPatch(object, patch);
  if (type === "merge") return applyMergePatch(object, patch);
  const schema = localSchemaOf(apiVersionOf(object), kindOf(object));
  if (!schema) throw new Error(`no schema for ${apiVersionOf(object)} ${kindOf(object)}`);
  return applyStrategicPatch(object, patch, schema);
}

async function given(vector: Vector): Promise<{ type: string; objects: JsonObject[]; patch: Json }> {
  const { args, files = {} } = vector;
  const path = flag(args, "--patch-file");
  const text = flag(args, "-p", "--patch") ?? files[path ?? ""] ?? "";
  const documents = (await readDocuments(vector.stdin ?? files["o.yaml"] ?? "")) as JsonObject[];
  const objects = documents
    .filter(Boolean)
    .flatMap((one) => (kindOf(one) === "List" ? (one.items as JsonObject[]) : [one]));
  const [patch = null] = await readDocuments(text);
  return { type: flag(args, "--type") || "strategic", objects, patch };
}

test.each(vectors.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
  const { type, objects, patch } = await given(vector);
  if (vector.rc !== 0) {
    const [object = {}] = objects;
    expect(outcome(() => apply(type, object, patch))).toEqual({ error: vector.stderr.slice("error: ".length, -1) });
    return;
  }
  const patched = objects.map((object) => apply(type, object, patch));
  const format = flag(vector.args, "-o");
  if (format === "json") expect(`${writeJson(patched[0] ?? null, { indent: 4 })}\n`).toBe(vector.stdout);
  else if (format === "yaml") expect(patched.map(writeYaml).join("")).toBe(vector.stdout);
  else expect(patched).toHaveLength(objects.length);
});
