import { readFileSync } from "node:fs";
import { CliError } from "../../src/core/errors.ts";
import { writeJson } from "../../src/core/json/write.ts";
import type { JsonObject, KubeObject } from "../../src/core/object.ts";
import { writeKyaml } from "../../src/core/yaml/kyaml.ts";
import { readStream } from "../../src/core/yaml/read.ts";
import { writeYaml } from "../../src/core/yaml/write.ts";
import { decodeObjects } from "../../src/resources/decode.ts";
import { compileGoTemplate } from "../../src/template/go/template.ts";
import { compileJsonPath } from "../../src/template/jsonpath.ts";

export interface Vector {
  readonly id: string;
  readonly args: readonly string[];
  readonly stdin: string | { readonly b64: string };
  readonly files?: Readonly<Record<string, string>>;
  readonly stdout: string;
  readonly stderr: string;
  readonly rc: number;
}

/** The recorded answers of one area; the program's name in them is kubectl's. */
export function readVectors(area: string): Vector[] {
  const file = new URL(`../vectors/${area}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8").replaceAll("{{name}}", "kubectl"));
}

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly rc: number;
}

/** `label --local -f - zz=b -o FORMAT` without the command line around it: read, label, print. */
export async function labelLocal(vector: Vector): Promise<Answer> {
  const { stdin } = vector;
  const input = typeof stdin === "string" ? new TextEncoder().encode(stdin) : Buffer.from(stdin.b64, "base64");
  const { documents, error } = await readStream(input);
  const errors: string[] = [];
  let stdout = "";
  for (const { value } of documents) {
    try {
      for (const object of decodeObjects(value).objects) {
        await print(withLabel(object, vector.args.includes("--show-managed-fields")), vector, (text) => {
          stdout += text;
        });
      }
    } catch (reason) {
      if (!(reason instanceof CliError)) throw reason;
      const bare = reason.message.startsWith("json: ") || reason.message.startsWith("Object 'Kind'");
      errors.push(bare ? `unable to decode "STDIN": ${reason.message}` : reason.message);
    }
  }
  if (error) errors.push(`error parsing STDIN: ${error.message}`);
  const prefix = errors.length === 1 ? "error: " : "";
  return {
    stdout,
    stderr: errors.map((one) => `${prefix}${one}${one.endsWith("\n") ? "" : "\n"}`).join(""),
    rc: errors.length > 0 ? 1 : 0,
  };
}

function withLabel(object: KubeObject, keepsManaged: boolean): KubeObject {
  const metadata = (object.metadata ?? {}) as JsonObject;
  const { managedFields, ...others } = metadata;
  const rest = keepsManaged && managedFields ? metadata : others;
  return { ...object, metadata: { ...rest, labels: { ...(metadata.labels as JsonObject), zz: "b" } } };
}

async function print(object: KubeObject, { args, files = {} }: Vector, write: (text: string) => void): Promise<void> {
  const given = args.find((arg) => arg.startsWith("-o="))?.slice(3) ?? args[args.indexOf("-o") + 1] ?? "";
  const [format = "", ...rest] = args.includes("-o") || given ? given.split("=") : ["go-template"];
  const option =
    args.find((arg) => arg.startsWith("--template="))?.slice(11) ?? args[args.indexOf("--template") + 1] ?? "";
  const named = rest.join("=") || option;
  const template = /file$/.test(format) ? (files[named] ?? "") : named;
  const allowMissing = !args.includes("--allow-missing-template-keys=false");
  if (format === "json") write(`${writeJson(object, { indent: 4 })}\n`);
  else if (format === "yaml") write(writeYaml(object));
  else if (format === "kyaml") write(writeKyaml(object));
  else if (format === "name") {
    const group = /^(.*)\//.exec(String(object.apiVersion))?.[1];
    const name = (object.metadata as JsonObject).name ?? "<unknown>";
    write(`${String(object.kind).toLowerCase()}${group ? `.${group}` : ""}/${name}\n`);
  } else if (format.startsWith("jsonpath")) {
    write(compileJsonPath(template, { allowMissing, asJson: format === "jsonpath-as-json" })(object));
  } else compileGoTemplate(template, { allowMissing })(object, write);
}
