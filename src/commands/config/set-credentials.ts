import { resolve } from "node:path";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string, stringArray, strings } from "../../core/flags.ts";
import type { JsonObject } from "../../core/object.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { changeUser, type UserChange } from "../../kubeconfig/user-change.ts";
import { readBase64 } from "../../kubeconfig/view.ts";
import { completeNames, exactly } from "./words.ts";

const flags = {
  authProvider: string("Auth provider of the user."),
  authProviderArg: strings("KEY=VALUE for the auth provider, or KEY- to remove it; may be repeated."),
  clientCertificate: string("File with the certificate to show to servers."),
  clientKey: string("File with the key of the client certificate."),
  embedCerts: bool("Put certificate and key into the kubeconfig instead of naming their files."),
  execApiVersion: string("API version of the credential plugin."),
  execArg: strings("Argument for the credential plugin; may be repeated."),
  execCommand: string("Program to run as credential plugin."),
  execEnv: stringArray("KEY=VALUE in the plugin's environment, or KEY- to remove it; may be repeated."),
  execInteractiveMode: string("Whether the plugin may ask the user: Never, IfAvailable or Always."),
  execProvideClusterInfo: bool("Tell the plugin about the cluster, in $KUBERNETES_EXEC_INFO."),
  password: string("Password for basic authentication."),
  token: string("Bearer token."),
  username: string("User name for basic authentication."),
};

export default defineCommand({
  usage:
    "NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value]",
  about: `Add a user or change the given fields of one.

A client certificate, a bearer token, a user name with password, or a credential plugin; token and user name exclude each
other.`,
  examples: `
# A certificate with its key, inside the kubeconfig
{program} config set-credentials cluster-admin --client-certificate=admin.crt --client-key=admin.key --embed-certs

# A credential plugin, with arguments and environment
{program} config set-credentials cluster-admin --exec-command=/path/to/plugin --exec-api-version=client.authentication.k8s.io/v1 --exec-interactive-mode=Never
{program} config set-credentials cluster-admin --exec-arg=login --exec-env=REGION=eu
{program} config set-credentials cluster-admin --exec-env=REGION-`,
  flags,
  async run(given) {
    exactly(1, given, "unexpected");
    const { args, world, globals } = given;
    const name = args[0] as string;
    const change = readChange(given, name);
    const editing = await openForEdit(globals.kubeconfig, world);
    editing.config.users.set(name, changeUser(editing.config.users.get(name) ?? {}, change));
    await editing.save();
    world.streams.stdout.write(`User ${JSON.stringify(name)} set.\n`);
  },
  complete: (given, word) => completeNames(given, "users", word),
});

type Given = Invocation<typeof flags>;

interface Pair {
  readonly key: string;
  /** Undefined: the key is to be removed. */
  readonly value: string | undefined;
}

/** KEY=VALUE and KEY- words, and those that are neither. */
function readPairs(words: readonly string[]): { pairs: Pair[]; wrong: string[] } {
  const pairs: Pair[] = [];
  const wrong: string[] = [];
  for (const word of words) {
    const at = word.indexOf("=");
    if (at > 0) pairs.push({ key: word.slice(0, at), value: word.slice(at + 1) });
    else if (word.endsWith("-") && word !== "-") pairs.push({ key: word.slice(0, -1), value: undefined });
    else wrong.push(word);
  }
  return { pairs, wrong };
}

/** A list flag as pflag hands it on: a single empty item is lost. */
const itemsOf = (words: readonly string[]): readonly string[] => (words.length === 1 && words[0] === "" ? [] : words);

/** The pairs of a flag; throws kubectl's error, below the help page. */
function pairsOf(words: readonly string[], what: string, { world, help }: Given): Pair[] {
  const { pairs, wrong } = readPairs(words);
  if (wrong.length === 0) return pairs;
  world.streams.stdout.write(help());
  throw new CliError(`invalid ${what} format: ${wrong.join(", ")}`);
}

/** The given flags as a change; files are read or made absolute. Throws kubectl's errors, in its order. */
function readChange(given: Given, name: string): UserChange {
  const { flags, changed, world } = given;
  const providerPairs = pairsOf(itemsOf(flags.authProviderArg), "auth-provider-arg", given);
  const execArgs = itemsOf(flags.execArg);
  const execPairs = pairsOf(itemsOf(flags.execEnv), "exec-env", given);
  if (name === "") throw new CliError("you must specify a non-empty user name");
  if (flags.embedCerts && !flags.clientCertificate && !flags.clientKey) {
    throw new CliError("you must specify a --client-certificate or --client-key to embed");
  }
  if (flags.token && (flags.username || flags.password)) {
    throw new CliError(
      "you cannot specify more than one authentication method at the same time: --token, --username/--password",
    );
  }
  const file = (path: string, key: string): JsonObject => {
    const full = path === "" ? "" : resolve(world.cwd, path);
    return flags.embedCerts && full
      ? { [`${key}-data`]: readBase64(full), [key]: "" }
      : { [key]: full, [`${key}-data`]: "" };
  };
  return {
    fields: {
      ...(changed.has("clientCertificate") ? file(flags.clientCertificate, "client-certificate") : {}),
      ...(changed.has("clientKey") ? file(flags.clientKey, "client-key") : {}),
      ...(changed.has("token") ? { token: flags.token } : {}),
      ...(changed.has("username") ? { username: flags.username } : {}),
      ...(changed.has("password") ? { password: flags.password } : {}),
    },
    provider: changed.has("authProvider") ? flags.authProvider : undefined,
    providerPairs,
    exec: {
      ...(changed.has("execCommand") ? { command: flags.execCommand } : {}),
      ...(changed.has("execApiVersion") ? { apiVersion: flags.execApiVersion } : {}),
      ...(changed.has("execInteractiveMode") ? { interactiveMode: flags.execInteractiveMode } : {}),
      ...(changed.has("execProvideClusterInfo") ? { provideClusterInfo: flags.execProvideClusterInfo } : {}),
    },
    execArgs: execArgs.length > 0 ? execArgs : undefined,
    execPairs,
  };
}
