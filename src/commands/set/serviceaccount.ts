import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { recordFlag, withChangeCause } from "../../core/record.ts";
import { fileFlags } from "../../resources/flags.ts";
import { withPodSpec } from "../../set/pod-spec.ts";
import { makeChanges, planChanges, throwAll } from "./changes.ts";
import { completeNamed, POD_HOLDERS } from "./complete.ts";
import { checkFormat, isLocalOnServer, LOCAL_AND_SERVER, setFlags } from "./flags.ts";
import { findAll } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to change; - is standard input."),
  ...setFlags,
  record: recordFlag(),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT",
  about: `Set the service account that the pods of workloads run under.

The last word is the account. Works on everything that holds a pod template; pods keep the account they were made with.`,
  examples: `
# A deployment's pods run as serviceaccount1
{program} set serviceaccount deployment nginx-deployment serviceaccount1

# What a manifest would become, without asking a server
{program} set sa -f nginx-deployment.yaml serviceaccount1 --local -o yaml`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    if (isLocalOnServer(flags)) throw new CliError(LOCAL_AND_SERVER);
    checkFormat(flags);
    if (args.length === 0) throw new CliError("serviceaccount is required");
  },
  run: changeAccount,
  complete: completeNamed(POD_HOLDERS),
});

async function changeAccount(given: Given): Promise<void> {
  const { args, flags, commandLine } = given;
  const objects = await findAll({ ...given, words: args.slice(0, -1) });
  const changes = planChanges(objects, (object) => {
    const changed = withPodSpec(object, (spec) => {
      spec.serviceAccountName = args.at(-1) as string;
    });
    return flags.record ? withChangeCause(changed, commandLine) : changed;
  });
  const manner = {
    done: "serviceaccount updated",
    failed: "failed to patch ServiceAccountName ",
    sendsAll: true,
  };
  throwAll(await makeChanges(given, changes, manner));
}
