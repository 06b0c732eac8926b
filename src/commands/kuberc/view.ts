import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { string } from "../../core/flags.ts";
import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { writeYaml } from "../../core/yaml/write.ts";
import { kubercPlace } from "../../kubeconfig/kuberc.ts";
import { readKubercFile } from "../../kubeconfig/kuberc-file.ts";
import { writePrivately } from "../../kubeconfig/write-file.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";

export default defineCommand({
  usage: "",
  about: "Show the preferences of the kuberc file. Without a file it offers to make one.",
  examples: `
# What is preferred; as JSON; of another file
{program} kuberc view
{program} kuberc view --output json
{program} kuberc view --kuberc /path/to/kuberc`,
  flags: {
    ...printFlags(OBJECT_FORMATS, "yaml"),
    kuberc: string("The kuberc file to show."),
  },
  async run({ flags, world }) {
    const file = kubercPlace(flags.kuberc, world)?.file ?? "";
    const text = readText(file, world);
    if (text === undefined) return await offer(file, world);
    const printer = await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
    printer(await readPreference(text));
  },
});

function readText(file: string, world: World): string | undefined {
  try {
    return readFileSync(resolve(world.cwd, file), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CliError(`error reading kuberc file: ${(error as Error).message}`, { cause: error });
  }
}

async function readPreference(text: string): Promise<JsonObject> {
  const document = await readKubercFile(text);
  const { aliases, defaults, credentialPluginPolicy: policy, credentialPluginAllowlist: allowlist } = document;
  const { kind, apiVersion } = document;
  if (!kind && !apiVersion) {
    throw new CliError("missing apiVersion or kind; try GetObjectKind().SetGroupVersionKind() if you know the type");
  }
  return {
    ...(kind ? { kind } : {}),
    ...(apiVersion ? { apiVersion } : {}),
    defaults: list(defaults).map((one) => ({ command: one.command ?? "", options: options(one) })),
    aliases: list(aliases).map((one) => ({
      name: one.name ?? "",
      command: one.command ?? "",
      ...present(one, "prependArgs"),
      ...present(one, "appendArgs"),
      ...(list(one.options).length > 0 ? { options: options(one) } : {}),
    })),
    ...(policy ? { credentialPluginPolicy: policy } : {}),
    ...(allowlist ? { credentialPluginAllowlist: list(allowlist).map(allowed) } : {}),
  };
}

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value : []).map(fields);

const fields = (value: Json): JsonObject => (isObject(value) ? value : {});

const options = (one: JsonObject): Json =>
  Array.isArray(one.options)
    ? list(one.options).map(({ name, default: value }) => ({ name: name ?? "", default: value ?? "" }))
    : null;

const present = (one: JsonObject, field: string): JsonObject => {
  const value = one[field];
  return Array.isArray(value) && value.length > 0 ? { [field]: value } : {};
};

/** An entry of the allowlist names its program by `command`, or by `name` as kubectl 1.35 did. */
const allowed = ({ command, name }: JsonObject): JsonObject => ({
  ...(command ? { command } : {}),
  ...(name ? { name } : {}),
});

/** What kubectl recommends: applying on the server's side, asking before deleting. */
const RECOMMENDED: JsonObject = {
  aliases: null,
  apiVersion: "kubectl.config.k8s.io/v1beta1",
  defaults: [
    { command: "apply", options: [{ default: "true", name: "server-side" }] },
    { command: "delete", options: [{ default: "true", name: "interactive" }] },
  ],
  kind: "Preference",
};

async function offer(file: string, world: World): Promise<void> {
  const { stdin, stdout } = world.streams;
  stdout.write(`kuberc file not found at ${file}\n`);
  stdout.write("Would you like to generate a default kuberc file with recommended options? (y/N): ");
  const answer = (await stdin.readLine()) ?? "";
  if (!["y", "yes"].includes(answer.trim().toLowerCase())) return;
  writePrivately(resolve(world.cwd, file), writeYaml(RECOMMENDED));
  stdout.write(`Updated ${file}\n`);
}
