import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { hasFiles } from "../../resources/files.ts";
import { allNamespacesFlag, chunkSizeFlag, fileFlags, selectorFlag } from "../../resources/flags.ts";
import { describeObjects } from "./run.ts";

const flags = {
  ...allNamespacesFlag,
  ...chunkSizeFlag,
  ...fileFlags("File, folder or URL with manifests of the objects to describe; - is standard input."),
  ...selectorFlag,
  showEvents: bool("Show what happened to the objects of late; of several objects only when asked for.", {
    default: true,
  }),
};

export type DescribeFlags = typeof flags;

export default defineCommand({
  usage: "(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
  about: `Tell all about objects, in words: what was asked for, how it is, what belongs to it, and the latest events.

When no object has the name, all whose names begin with it are described.`,
  examples: `
# A node, with what runs on it
{program} describe node node-1

# A pod, with its events
{program} describe pods/nginx

# All pods with a label; all whose names begin with "web"
{program} describe pods -l app=web
{program} describe pods web

# What a manifest describes, as it is in the cluster
{program} describe -f pod.json`,
  flags,
  check({ args, flags, path }) {
    if (args.length === 0 && !hasFiles(flags)) {
      throw new CliError(
        `You must specify the type of resource to describe. Use "${path[0]} api-resources" for a complete list of supported resources.`,
      );
    }
  },
  run: describeObjects,
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});
