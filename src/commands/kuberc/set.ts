import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string, stringArray } from "../../core/flags.ts";
import { isObject, type JsonObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { writeYaml } from "../../core/yaml/write.ts";
import { encode } from "../../kubeconfig/encode.ts";
import { kubercPlace } from "../../kubeconfig/kuberc.ts";
import { readKubercFile } from "../../kubeconfig/kuberc-file.ts";
import { BETA } from "../../kubeconfig/kuberc-schema.ts";
import { writePrivately } from "../../kubeconfig/write-file.ts";

const flags = {
  allowlistEntry: stringArray("FIELD=VALUE of a credential plugin that may run; may be repeated."),
  appendarg: stringArray("Argument behind the user's own, for an alias; may be repeated."),
  command: string('The command the preference is for, such as "get" or "create deployment".'),
  kuberc: string("The kuberc file to change."),
  name: string("The alias's name."),
  option: stringArray("FLAG=VALUE that stands in when the flag is not given; may be repeated."),
  overwrite: bool("Replace an entry of the same name or command."),
  policy: string("Which credential plugins may run: AllowAll, DenyAll or Allowlist."),
  prependarg: stringArray("Argument in front of the user's own, for an alias; may be repeated."),
  section: string("What to change: defaults, aliases or credentialplugin.", { required: true }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "--section (defaults|aliases) --command COMMAND",
  about: `Add or change preferences in the kuberc file: default values of flags, aliases with arguments and flags of their own,
and which credential plugins may run.`,
  examples: `
# get prints wide tables unless told otherwise
{program} kuberc set --section defaults --command get --option output=wide

# An alias: "{program} getn" lists nodes
{program} kuberc set --section aliases --name getn --command get --prependarg nodes --option output=wide

# Only this credential plugin may run
{program} kuberc set --section credentialplugin --policy Allowlist --allowlist-entry command=aws`,
  flags,
  check,
  async run(given) {
    const { flags, world } = given;
    const file = kubercPlace(flags.kuberc, world)?.file ?? "";
    const preference = await readPreference(file, world);
    writePrivately(resolve(world.cwd, file), writeYaml(encode(changed(preference, given), BETA) as JsonObject));
    world.streams.stdout.write(`Updated ${file}\n`);
  },
});

/** kubectl's checks of the flags, in its order. */
function check({ flags }: Given): void {
  if (!["defaults", "aliases", "credentialplugin"].includes(flags.section)) {
    throw new CliError(`--section must be "defaults", "aliases", or "credentialplugin", got: ${flags.section}`);
  }
  if (flags.section === "credentialplugin") return checkPlugin(flags);
  if (flags.section === "aliases" && !flags.name) throw new CliError("--name is required when --section=aliases");
  if (!flags.command) throw new CliError("--command is required when --section=aliases or --section=defaults");
  if (flags.section === "defaults") {
    if (flags.name) throw new CliError("--name should not be specified when --section=defaults");
    if (flags.prependarg.length > 0 || flags.appendarg.length > 0) {
      throw new CliError("--prependarg and --appendarg are only valid for --section=aliases");
    }
  }
}

function checkPlugin(flags: Given["flags"]): void {
  if (!flags.policy) throw new CliError("--policy is required when --section=credentialplugin");
  if (!["AllowAll", "DenyAll", "Allowlist"].includes(flags.policy)) {
    throw new CliError(` --policy must be  "AllowAll", "DenyAll", or "Allowlist", got: ${flags.policy}`);
  }
  if (flags.policy === "Allowlist" && flags.allowlistEntry.length === 0) {
    throw new CliError("--allowlist-entry is required when --section=credentialplugin and --policy=Allowlist");
  }
  if (flags.policy !== "Allowlist" && flags.allowlistEntry.length > 0) {
    throw new CliError("--allowlist-entry is only valid when --section=credentialplugin and --policy=Allowlist");
  }
}

async function readPreference(file: string, world: World): Promise<JsonObject> {
  const full = resolve(world.cwd, file);
  const text = existsSync(full) ? readFileSync(full, "utf8") : "";
  const known =
    text === "" ? { apiVersion: "kubectl.config.k8s.io/v1beta1", kind: "Preference" } : readKubercFile(text);
  return { aliases: null, defaults: null, ...(await known) };
}

function changed(preference: JsonObject, given: Given): JsonObject {
  const { flags } = given;
  if (flags.section === "credentialplugin") {
    const { credentialPluginAllowlist: _, ...rest } = preference;
    const list = flags.allowlistEntry.map((entry) => ({
      [splitPair(entry, "allowlist-entry")[0]]: splitPair(entry, "allowlist-entry")[1],
    }));
    return {
      ...rest,
      credentialPluginPolicy: flags.policy,
      ...(list.length > 0 ? { credentialPluginAllowlist: list } : {}),
    };
  }
  const key = flags.section as "aliases" | "defaults";
  const own = Array.isArray(preference[key]) ? preference[key].filter(isObject) : [];
  const entry = entryOf(flags);
  const by = key === "aliases" ? "name" : "command";
  const at = own.findIndex((one) => one[by] === entry[by]);
  if (at >= 0 && !flags.overwrite) {
    const what =
      key === "aliases"
        ? `alias ${JSON.stringify(entry.name)}`
        : `defaults for command ${JSON.stringify(entry.command)}`;
    throw new CliError(`${what} already exist${key === "aliases" ? "s" : ""}, use --overwrite to replace`);
  }
  return { ...preference, [key]: at < 0 ? [...own, entry] : own.with(at, entry) };
}

function entryOf(flags: Given["flags"]): JsonObject {
  const options = flags.option.map((one) => {
    const [name, value] = splitPair(one, "option");
    return { default: value, name };
  });
  return {
    command: flags.command,
    ...(flags.section === "aliases" ? { name: flags.name } : {}),
    ...(flags.prependarg.length > 0 ? { prependArgs: [...flags.prependarg] } : {}),
    ...(flags.appendarg.length > 0 ? { appendArgs: [...flags.appendarg] } : {}),
    ...(options.length > 0 || flags.section === "defaults" ? { options: options.length > 0 ? options : null } : {}),
  };
}

function splitPair(text: string, what: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 0) throw new CliError(`invalid ${what} format ${JSON.stringify(text)}, expected flag=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}
