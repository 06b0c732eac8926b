import { bool, stringArray, strings } from "../../core/flags.ts";
import { configMap } from "../../generate/configmap.ts";
import { requireName } from "../../generate/required-name.ts";
import { defineCreator } from "./creator.ts";
import { checkKeySources, readKeys } from "./key-files.ts";

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
  failure: "failed to create configmap: ",
  flags: {
    appendHash: bool("Append a hash of the contents to the name."),
    fromEnvFile: strings("Env file with NAME=VALUE lines; may be repeated."),
    fromFile: strings("File or folder to take contents from, PATH or KEY=PATH; may be repeated."),
    fromLiteral: stringArray("KEY=VALUE; may be repeated."),
  },
  async build({ flags, world, name }) {
    requireName(name);
    checkKeySources(flags);
    return configMap(name, await readKeys(flags, world), flags.appendHash);
  },
});
