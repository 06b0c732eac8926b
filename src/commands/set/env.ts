import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string, stringArray, strings } from "../../core/flags.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { type JsonObject, type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import { hasFiles } from "../../resources/files.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { selectContainers } from "../../set/containers.ts";
import { checkKept, updateEnv, variablesFrom, type WithEnv } from "../../set/env.ts";
import { type EnvChange, readEnvWords, splitEnvWords } from "../../set/env-words.ts";
import { withPodSpec } from "../../set/pod-spec.ts";
import { makeChanges, planChanges, throwAll } from "./changes.ts";
import { completeNamed, POD_HOLDERS } from "./complete.ts";
import { listEnv } from "./env-list.ts";
import { ALL_AND_SELECTOR, checkFormat, containersFlag, isLocalOnServer, LOCAL_AND_SERVER, setFlags } from "./flags.ts";
import { findAll } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to change; - is standard input."),
  ...selectorFlag,
  ...setFlags,
  ...containersFlag,
  env: stringArray("A variable to set, as a word KEY=VALUE would; may be given several times.", { shorthand: "e" }),
  from: string("A config map or secret, TYPE/NAME: its keys become variables."),
  keys: strings("Only these keys of --from."),
  list: bool("Print the variables (with the change, if there is one) and change nothing."),
  overwrite: bool("Replace values that are there already.", { default: true }),
  prefix: string("What the names of all variables that are set begin with."),
  resolve: bool("With --list, show the values of config maps, secrets and fields instead of their places."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
  about: `Set, remove or list the environment variables of containers.

Works on everything that holds a pod template. KEY=VALUE sets a variable, KEY- removes it, and - reads KEY=VALUE lines
from standard input. Without any change nothing happens; --list shows what is there.`,
  examples: `
# Set, remove
{program} set env deployment/registry STORAGE_DIR=/local
{program} set env deployments --all ENV-

# List, with the values that references stand for
{program} set env pods --all --list
{program} set env deployment/registry --list --resolve

# All keys of a secret, two keys of a config map
{program} set env --from=secret/mysecret deployment/myapp
{program} set env --from=configmap/myconfigmap --prefix=MYSQL_ --keys=user,host deployment/myapp

# Only the containers of this name; what a manifest would become
{program} set env deployment/registry --containers=c1 LOG=debug
{program} set env -f deploy.json STORAGE_DIR=/data --local -o yaml

# The variables of this shell
env | grep RAILS_ | {program} set env -e - deployment/registry`,
  flags,
  check: checkEnv,
  run: changeEnv,
  complete: completeNamed(POD_HOLDERS),
});

function checkEnv({ args, flags }: Given): void {
  readDryRun(flags.dryRun);
  const { resources } = splitEnvWords(args);
  checkFormat(flags);
  if (flags.all && flags.selector) throw new CliError(ALL_AND_SELECTOR);
  if (isLocalOnServer(flags)) throw new CliError(LOCAL_AND_SERVER);
  if (resources.length === 0 && !hasFiles({ ...flags, kustomize: "" })) {
    throw new CliError("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  }
  if (flags.list && flags.output) throw new CliError("--list and --output may not be specified together");
  if (flags.keys.length > 0 && !flags.from) {
    throw new CliError("when specifying --keys, a configmap or secret must be provided with --from");
  }
}

async function changeEnv(given: Given): Promise<void> {
  const { args, flags } = given;
  const change = await readChange(given);
  const objects = await findAll({ ...given, words: splitEnvWords(args).resources });
  if (flags.list) return await listEnv(given, objects, (object) => withEnv(given, object, change));
  const changes = planChanges(objects, (object) => withEnv(given, object, change).object);
  const manner = { done: "env updated", failed: "failed to patch env update to pod template: " };
  throwAll(await makeChanges(given, changes, manner));
}

/** What the words and --from want; a command that reads its objects from standard input cannot read variables there. */
async function readChange(given: Given): Promise<EnvChange> {
  const { args, flags, world } = given;
  const words = [...flags.env, ...splitEnvWords(args).changes];
  const reads = words.includes("-");
  if (reads && flags.filename.includes("-")) {
    throw new CliError("standard input cannot be used for multiple arguments");
  }
  const input = reads ? new TextDecoder().decode(await world.streams.stdin.readAll()) : "";
  const { variables, removals } = readEnvWords(words, input);
  const all = [...variables, ...(await fromKeys(given))];
  return { variables: all.map((one) => ({ ...one, name: `${flags.prefix}${one.name}` })), removals };
}

async function fromKeys(given: Given): Promise<readonly JsonObject[]> {
  const { flags, world } = given;
  if (!flags.from) return [];
  const holders = await findAll({ ...given, words: [flags.from], flags: { ...flags, selector: "" } });
  return holders.flatMap(({ object }) => {
    const { variables, warnings } = variablesFrom(object, flags.keys);
    for (const warning of warnings) world.streams.stderr.write(`${warning}\n`);
    return variables;
  });
}

function withEnv({ flags, world }: Given, object: KubeObject, change: EnvChange): WithEnv {
  let containers: JsonObject[] = [];
  const changed = withPodSpec(object, (spec) => {
    containers = selectContainers(spec, flags.containers);
    for (const container of containers) {
      if (!flags.overwrite) checkKept(container, change.variables);
      updateEnv(container, change);
    }
  });
  if (containers.length === 0) {
    const about = `${kindOf(object)}/${nameOf(object)} does not have any containers matching`;
    world.streams.stderr.write(`Warning: ${about} ${goQuote(flags.containers)}\n`);
  }
  return { object: changed, containers };
}
