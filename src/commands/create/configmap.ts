import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { CliError } from "../../core/errors.ts";
import { bool, stringArray, strings } from "../../core/flags.ts";
import type { World } from "../../core/world.ts";
import { configMap } from "../../generate/configmap.ts";
import { envFile, files, type Keyed, literals, type ReadPath } from "../../generate/keyed-files.ts";
import { reason } from "../../resources/reason.ts";
import { defineCreator, exactName } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  about: `Create a config map from files, folders, literal values or an env file.

A file's name is its key unless another is given; of a folder every file whose name is a valid key is taken.`,
  examples: `
# Every file of a folder; one file; one file under another key
{program} create configmap settings --from-file=path/to/folder
{program} create configmap settings --from-file=settings.ini
{program} create configmap settings --from-file=app.ini=settings.ini

# Values of the command line; of an env file
{program} create configmap settings --from-literal=color=blue --from-literal=size=XL
{program} create configmap settings --from-env-file=settings.env`,
  resource: { group: "", version: "v1", plural: "configmaps", namespaced: true },
  flags: {
    appendHash: bool("Append a hash of the contents to the name."),
    fromEnvFile: strings("Env file with NAME=VALUE lines; may be repeated."),
    fromFile: strings("File or folder to take contents from, PATH or KEY=PATH; may be repeated."),
    fromLiteral: stringArray("KEY=VALUE; may be repeated."),
  },
  async build(given) {
    const { flags, world } = given;
    const name = exactName(given);
    if (name === "") throw new CliError("name must be specified");
    if (flags.fromEnvFile.length > 0 && (flags.fromFile.length > 0 || flags.fromLiteral.length > 0)) {
      throw new CliError("from-env-file cannot be combined with from-file or from-literal");
    }
    const read = reader(world);
    const entries: Keyed[] = [...(await files(flags.fromFile, read)), ...literals(flags.fromLiteral)];
    for (const path of flags.fromEnvFile) {
      const bytes = await read(path);
      if (!(bytes instanceof Uint8Array)) throw new CliError("env config file cannot be a directory");
      entries.push(...envFile(path, bytes, world.env));
    }
    return configMap(name, entries, flags.appendHash);
  },
});

/** Reads files and folders relative to the working folder; a folder gives its plain files. */
const reader =
  (world: World): ReadPath =>
  async (path) => {
    const full = path === "" ? "" : resolve(world.cwd, path);
    if (full === "/dev/stdin") return await world.streams.stdin.readAll();
    try {
      if (!statSync(full).isDirectory()) return readFileSync(full);
      const names = readdirSync(full)
        .sort()
        .filter((name) => statSync(join(full, name)).isFile());
      return names.map((name) => ({ name, bytes: readFileSync(join(full, name)) }));
    } catch (error) {
      throw new CliError(`error reading ${path}: ${reason(error)}`, { cause: error });
    }
  };
