import { randomBytes } from "node:crypto";
import { CliError } from "../../core/errors.ts";
import { isObject, type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { stayWithContainer } from "./attach.ts";
import { type Checked, checkDebug, type Given } from "./check.ts";
import { createNodePod } from "./nodes.ts";
import { addContainer, createCopy } from "./pods.ts";

/** What debugging made: where to attach; no container where there is nothing new to attach to. */
export interface Made {
  readonly pod: KubeObject;
  readonly container: string;
}

/** Makes the debugging containers that are asked for, one after the other, and attaches to each. */
export async function runDebug(given: Given): Promise<number> {
  const { flags, cluster, world } = given;
  const checked = await checkDebug(given);
  if (checked.names.includes("")) throw new CliError("resource name may not be empty");
  const scope = await selectionScope(cluster);
  const files = { filename: flags.filename, recursive: false, kustomize: "" };
  const args = checked.names.map((name) => (name.includes("/") ? name : `pods/${name}`));
  const { entries } = await selectObjects(cluster, { ...scope, args, files, chunkSize: 0 }, world);
  for (const entry of entries) {
    if ("error" in entry) throw entry.error;
    const made = await make(given, checked, entry.object);
    if (!checked.attach || made.container === "") continue;
    const code = await stayWithContainer(given, made);
    if (code !== 0) return code;
  }
  return 0;
}

async function make(given: Given, checked: Checked, object: KubeObject): Promise<Made> {
  const { apiVersion } = object;
  const kind = kindOf(object);
  if (apiVersion === "v1" && kind === "Node") return await createNodePod(given, checked, nameOf(object));
  if (apiVersion === "v1" && kind === "Pod") {
    return given.flags.copyTo === ""
      ? await addContainer(given, checked, object)
      : await createCopy(given, checked, object);
  }
  const [group, version] = String(apiVersion).includes("/") ? String(apiVersion).split("/") : ["", apiVersion];
  throw new CliError(`"${group}/${version}, Kind=${kind}" not supported by debug`);
}

// No vowels, and nothing that looks like something else: such names say nothing by chance.
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Five letters and digits that make a name new. */
export const suffix = (): string => [...randomBytes(5)].map((byte) => LETTERS[byte % LETTERS.length]).join("");

/** A name for the debugging container that the pod does not have yet; which one is told, unless `quiet`. */
export function pickName(pod: KubeObject, { flags, world }: Given): string {
  const spec = isObject(pod.spec) ? pod.spec : {};
  const taken = ["containers", "initContainers", "ephemeralContainers"]
    .flatMap((key) => (Array.isArray(spec[key]) ? spec[key] : []))
    .map((one) => (isObject(one) ? one.name : undefined));
  let name = `debugger-${suffix()}`;
  while (taken.includes(name)) name = `debugger-${suffix()}`;
  if (!flags.quiet) world.streams.stdout.write(`Defaulting debug container name to ${name}.\n`);
  return name;
}
