import { CliError } from "../../core/errors.ts";
import { bool, string, strings } from "../../core/flags.ts";
import { requireName } from "../../generate/required-name.ts";
import { dockerConfig, secret } from "../../generate/secret.ts";
import { defineCreator } from "./creator.ts";
import { readKeys } from "./key-files.ts";

const KEY = ".dockerconfigjson";

export default defineCreator({
  usage:
    "NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]",
  about: `Create a secret with the login of an image registry.

Pods name it among their imagePullSecrets, and nodes then use it to pull their images.`,
  examples: `
# A login
{program} create secret docker-registry registry --docker-server=registry.example.com --docker-username=ada --docker-password=secret

# What docker has stored
{program} create secret docker-registry registry --from-file=path/to/.docker/config.json`,
  resource: { group: "", version: "v1", plural: "secrets", namespaced: true },
  failure: "failed to create secret ",
  flags: {
    appendHash: bool("Append a hash of the contents to the name."),
    dockerEmail: string("E-mail address of the login."),
    dockerPassword: string("Password of the login."),
    dockerServer: string("Address of the registry.", { default: "https://index.docker.io/v1/" }),
    dockerUsername: string("User of the login."),
    fromFile: strings("File with a docker configuration, PATH or KEY=PATH; may be repeated."),
  },
  async build({ name, flags, world }) {
    requireName(name);
    const login = {
      server: flags.dockerServer,
      username: flags.dockerUsername,
      password: flags.dockerPassword,
      email: flags.dockerEmail,
    };
    const isFromFile = flags.fromFile.length > 0;
    if (!isFromFile && !(login.server && login.username && login.password)) {
      throw new CliError(
        "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required",
      );
    }
    const sources = { fromFile: flags.fromFile.map(withKey), fromLiteral: [], fromEnvFile: [] };
    const entries = isFromFile ? await readKeys(sources, world) : [{ key: KEY, content: dockerConfig(login) }];
    return secret({ name, type: "kubernetes.io/dockerconfigjson", entries, appendHash: flags.appendHash });
  },
});

/** A file without a key of its own holds the whole configuration. */
const withKey = (word: string): string => (word.includes("=") ? word : `${KEY}=${word}`);
