import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { string } from "../../core/flags.ts";
import { recordFlag, withChangeCause } from "../../core/record.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { selectContainers } from "../../set/containers.ts";
import { withPodSpec } from "../../set/pod-spec.ts";
import { readRequirements, setRequirements } from "../../set/requirements.ts";
import { makeChanges, planChanges, throwAll } from "./changes.ts";
import { completeNamed, POD_HOLDERS } from "./complete.ts";
import {
  ALL_AND_SELECTOR,
  checkFormat,
  checkLocalWords,
  containersFlag,
  isLocalOnServer,
  LOCAL_AND_SERVER,
  setFlags,
} from "./flags.ts";
import { findAll } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the objects to change; - is standard input."),
  ...selectorFlag,
  ...setFlags,
  ...containersFlag,
  limits: string("What containers may use at most, for example cpu=100m,memory=256Mi."),
  requests: string("What is kept free for containers, for example cpu=100m,memory=256Mi."),
  record: recordFlag(),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]",
  about: `Set limits and requests of containers: how much CPU, memory and the like they may use, and how much is kept free for them.

Works on everything that holds a pod template. What is not named stays as it is; 0 lifts a limit.`,
  examples: `
# One container of a deployment
{program} set resources deployment nginx -c=nginx --limits=cpu=200m,memory=512Mi

# All its containers: limits and requests
{program} set resources deployment nginx --limits=cpu=200m,memory=512Mi --requests=cpu=100m,memory=256Mi

# Remove them again
{program} set resources deployment nginx --limits=cpu=0,memory=0 --requests=cpu=0,memory=0

# What a manifest would become, without asking a server
{program} set resources -f path/to/file.yaml --limits=cpu=200m,memory=512Mi --local -o yaml`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    checkFormat(flags);
    checkLocalWords(flags.local, args);
  },
  run: changeResources,
  complete: completeNamed(POD_HOLDERS),
});

async function changeResources(given: Given): Promise<void> {
  const { args, flags, commandLine } = given;
  const objects = await findAll({ ...given, words: args });
  const wanted = readWanted(given);
  const failures: CliError[] = [];
  const changes = planChanges(objects, (object) => {
    const changed = withPodSpec(object, (spec) => {
      const containers = selectContainers(spec, flags.containers);
      for (const container of containers) setRequirements(container, wanted);
      if (containers.length > 0) return;
      failures.push(new CliError(`error: unable to find container named ${flags.containers}`));
    });
    return flags.record ? withChangeCause(changed, commandLine) : changed;
  });
  const manner = { done: "resource requirements updated", failed: "failed to patch resources update to pod template " };
  throwAll([...failures, ...(await makeChanges(given, changes, manner))]);
}

/** What the flags want; throws kubectl's errors for impossible ones. */
function readWanted({ flags }: Given) {
  if (isLocalOnServer(flags)) throw new CliError(LOCAL_AND_SERVER);
  if (flags.all && flags.selector) throw new CliError(ALL_AND_SELECTOR);
  if (flags.limits === "" && flags.requests === "") {
    throw new CliError("you must specify an update to requests or limits (in the form of --requests/--limits)");
  }
  return { limits: readRequirements(flags.limits), requests: readRequirements(flags.requests) };
}
