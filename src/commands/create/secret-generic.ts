import { bool, string, stringArray, strings } from "../../core/flags.ts";
import { requireName } from "../../generate/required-name.ts";
import { secret } from "../../generate/secret.ts";
import { defineCreator } from "./creator.ts";
import { checkKeySources, readKeys } from "./key-files.ts";

export default defineCreator({
  usage: "NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  about: `Create a secret from files, folders, literal values or an env file.

A file's name is its key unless another is given; of a folder every file whose name is a valid key is taken.`,
  examples: `
# Files, each under its own name or another
{program} create secret generic keys --from-file=ssh-privatekey=path/to/id_rsa --from-file=path/to/id_rsa.pub

# Values of the command line; of an env file
{program} create secret generic db --from-literal=user=ada --from-literal=password=secret
{program} create secret generic db --from-env-file=db.env`,
  resource: { group: "", version: "v1", plural: "secrets", namespaced: true },
  // Without a colon in kubectl, too.
  failure: "failed to create secret ",
  flags: {
    appendHash: bool("Append a hash of the contents to the name."),
    fromEnvFile: strings("Env file with NAME=VALUE lines; may be repeated."),
    fromFile: strings("File or folder to take contents from, PATH or KEY=PATH; may be repeated."),
    fromLiteral: stringArray("KEY=VALUE; may be repeated."),
    type: string("Type of the secret; the server's default is Opaque."),
  },
  async build({ name, flags, world }) {
    requireName(name);
    checkKeySources(flags);
    return secret({ name, type: flags.type, entries: await readKeys(flags, world), appendHash: flags.appendHash });
  },
});
