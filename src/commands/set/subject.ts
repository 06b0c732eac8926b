import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { stringArray } from "../../core/flags.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { checkSubjects, withSubjects } from "../../set/subjects.ts";
import { makeChanges, planChanges, throwAll } from "./changes.ts";
import { completeNamed } from "./complete.ts";
import {
  ALL_AND_SELECTOR,
  checkFormat,
  checkLocalWords,
  isLocalOnServer,
  LOCAL_AND_SERVER,
  setFlags,
} from "./flags.ts";
import { findAll } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the bindings to change; - is standard input."),
  ...selectorFlag,
  ...setFlags,
  group: stringArray("A group to name in the bindings; may be given several times."),
  serviceaccount: stringArray("A service account to name, NAMESPACE:NAME; may be given several times."),
  user: stringArray("A user to name in the bindings; may be given several times."),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage:
    "(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
  about: `Name more users, groups and service accounts in role bindings and cluster role bindings.

Those that a binding names already stay.`,
  examples: `
# A service account in a cluster role binding
{program} set subject clusterrolebinding admin --serviceaccount=namespace:serviceaccount1

# A user, a group
{program} set subject rolebinding admin --user=user1 --user=user2 --group=group1

# What it would look like, without asking a server
{program} create rolebinding admin --role=admin --user=admin -o yaml --dry-run=client | {program} set subject --local -f - --user=foo -o yaml`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    checkFormat(flags);
    checkLocalWords(flags.local, args);
  },
  run: changeSubjects,
  complete: completeNamed(["rolebindings", "clusterrolebindings"]),
});

async function changeSubjects(given: Given): Promise<void> {
  const { args, flags, cluster } = given;
  const objects = await findAll({ ...given, words: args });
  if (isLocalOnServer(flags)) throw new CliError(LOCAL_AND_SERVER);
  if (flags.all && flags.selector) throw new CliError(ALL_AND_SELECTOR);
  checkSubjects(
    flags,
    objects.map(({ object }) => object),
  );
  const { name } = await cluster.namespace();
  const changes = planChanges(objects, (object) => withSubjects(object, flags, name));
  const manner = { done: "subjects updated", failed: "failed to patch subjects to rolebinding: " };
  throwAll(await makeChanges(given, changes, manner));
}
