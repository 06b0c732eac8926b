import { writeJson } from "../core/json/write.ts";
import { isObject, type KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { writeKyaml } from "../core/yaml/kyaml.ts";
import { parseYaml } from "../core/yaml/read.ts";
import { writeYaml } from "../core/yaml/write.ts";
import type { Reason } from "./text.ts";

/** Objects as they are edited: one as it is, several as a List; in YAML unless json or kyaml is asked for. */
export function printForEdit(objects: readonly KubeObject[], format: string): string {
  const [only] = objects;
  const whole =
    objects.length === 1 && only ? only : { apiVersion: "v1", items: [...objects], kind: "List", metadata: {} };
  if (format === "json") return `${writeJson(whole, { indent: 4 })}\n`;
  return format === "kyaml" ? writeKyaml(whole) : writeYaml(whole);
}

/** Why an edited text is refused before anything is sent, which is said on stderr, too; undefined when it is an object. */
export async function textProblem(text: string, name: string, world: World): Promise<Reason | undefined> {
  const problem = await problemOf(text);
  if (!problem) return undefined;
  world.streams.stderr.write(`error: ${name} is invalid\n`);
  return {
    head: `${name} was not valid`,
    lines: [`<nil>: Invalid value: "The edited file failed validation": ${problem}`],
  };
}

async function problemOf(text: string): Promise<string | undefined> {
  try {
    const document = await parseYaml(text);
    if (!isObject(document)) return "invalid object to validate";
    const missing = ["apiVersion", "kind"].filter((key) => !document[key]).map((key) => `${key} not set`);
    return missing.length > 1 ? `[${missing.join(", ")}]` : missing[0];
  } catch (error) {
    return (error as Error).message.replace(/^error converting YAML to JSON: /, "");
  }
}
