import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { isObject, type KubeObject } from "../../core/object.ts";
import { recordFlag, withChangeCause } from "../../core/record.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags } from "../../resources/flags.ts";
import type { Failure } from "../../resources/objects.ts";
import { readLabelSelector, withSelector } from "../../set/selector.ts";
import { openChanges } from "./changes.ts";
import { completeNamed } from "./complete.ts";
import { checkFormat, checkLocalWords, setFlags } from "./flags.ts";
import { findObjects } from "./select.ts";

const { kustomize: _, ...filenames } = fileFlags(
  "File, folder or URL with manifests of the services to change; - is standard input.",
);

const flags = {
  ...filenames,
  ...setFlags,
  record: recordFlag(),
  recursive: bool("Look into folders given with -f recursively.", { shorthand: "R", default: true }),
  resourceVersion: string("Only if the object still has this version."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]",
  about: `Set the selector of a service: the labels of the pods that it serves.

The new selector takes the place of the old one. Keys and values begin with a letter or digit, may hold dashes,
underscores and dots, and are at most 63 characters long. An empty selector removes it.`,
  examples: `
# A service for pods of another app, made of the first one
{program} create service clusterip my-svc --clusterip="None" -o yaml --dry-run=client | {program} set selector --local -f - 'environment=qa' -o yaml | {program} create -f -

# A service that is there already
{program} set selector service my-svc app=web,environment=qa`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    if (args.length > 0) readLabelSelector(args.at(-1) as string);
    checkFormat(flags);
    if (args.length === 0) throw new CliError("one selector is required");
    checkLocalWords(flags.local, args.slice(0, -1));
  },
  run: changeSelectors,
  complete: completeNamed(["services"]),
});

/** As kubectl, which does here what it can when some of the objects cannot be had. */
async function changeSelectors(given: Given): Promise<void> {
  const { args, flags, commandLine } = given;
  const selector = readLabelSelector(args.at(-1) as string);
  const asking = { ...given, words: args.slice(0, -1), flags: { ...flags, kustomize: "" } };
  const { make, show } = await openChanges(given, "selector updated");
  const failures: unknown[] = [];
  const missing: Failure[] = [];
  for (const found of await findObjects(asking)) {
    if ("error" in found) {
      missing.push(found);
      continue;
    }
    try {
      const changed = at(withSelector(found.object, selector), flags.resourceVersion);
      show(await make(found, flags.record ? withChangeCause(changed, commandLine) : changed));
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(failures, missing);
}

/** The object as one of a certain version, which the server then insists on. */
const at = (object: KubeObject, resourceVersion: string): KubeObject =>
  resourceVersion === ""
    ? object
    : { ...object, metadata: { ...(isObject(object.metadata) ? object.metadata : {}), resourceVersion } };
