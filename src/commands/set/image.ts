import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { recordFlag, withChangeCause } from "../../core/record.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import { type ImageWords, readImageWords, setImages } from "../../set/image.ts";
import { withPodSpec } from "../../set/pod-spec.ts";
import { makeChanges, planChanges, throwAll } from "./changes.ts";
import { completeImage } from "./complete.ts";
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
  ...fileFlags("File, folder or URL with manifests of the objects to change; - is standard input."),
  ...selectorFlag,
  ...setFlags,
  record: recordFlag(),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N",
  about: `Set the images of containers.

Works on pods and on everything that makes pods by a template: deployments, daemon sets, stateful sets, replica sets,
replication controllers, jobs and cron jobs. Init containers count as containers; * stands for all of them.`,
  examples: `
# One container's image, then two
{program} set image deployment/nginx nginx=nginx:1.27
{program} set image deployment/nginx busybox=busybox nginx=nginx:1.27

# The container nginx of all deployments and replication controllers
{program} set image deployments,rc nginx=nginx:1.27 --all

# Every container of a daemon set
{program} set image daemonset abc *=nginx:1.27

# What a manifest would become, without asking a server
{program} set image -f path/to/file.yaml nginx=nginx:1.27 --local -o yaml`,
  flags,
  check({ args, flags }) {
    readDryRun(flags.dryRun);
    checkFormat(flags);
    checkLocalWords(flags.local, readImageWords(args).resources);
  },
  run: changeImages,
  complete: completeImage,
});

async function changeImages(given: Given): Promise<void> {
  const { args, flags, commandLine } = given;
  const { resources, images } = readImageWords(args);
  const objects = await findAll({ ...given, words: resources });
  throwAll(problemsOf(given, images));
  const missing: string[] = [];
  const changes = planChanges(objects, (object) => {
    const changed = withPodSpec(object, (spec) => missing.push(...setImages(spec, images)));
    return flags.record ? withChangeCause(changed, commandLine) : changed;
  });
  const unknown = missing.map((name) => new CliError(`error: unable to find container named ${JSON.stringify(name)}`));
  const manner = { done: "image updated", failed: "failed to patch image update to pod template: " };
  throwAll([...unknown, ...(await makeChanges(given, changes, manner))]);
}

/** As kubectl, told together, and only once the objects are found. */
function problemsOf({ flags }: Given, images: ImageWords["images"]): CliError[] {
  const problems: string[] = [];
  if (flags.all && flags.selector) problems.push(ALL_AND_SELECTOR);
  if (images.size === 0) problems.push("at least one image update is required");
  if (images.size > 1 && images.has("*")) {
    problems.push(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  }
  if (isLocalOnServer(flags)) problems.push(LOCAL_AND_SERVER);
  return problems.map((problem) => new CliError(problem));
}
