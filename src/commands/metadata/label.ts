import { defineCommand } from "../../cli/command.ts";
import { readLabelPairs } from "../../resources/metadata-pairs.ts";
import { metadataFlags } from "./flags.ts";
import { changeMetadata, checkMetadata, type Kind } from "./run.ts";

const LABEL: Kind = { field: "label", key: "labels", read: readLabelPairs, file: "pod.yaml", json: "pod.json" };

export default defineCommand({
  usage: "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  about: `Set labels of objects, or remove them.

A word KEY=VALUE sets a label, KEY- removes it. Keys and values begin and end with a letter or digit, may hold dashes,
underscores and dots between, and are at most 63 characters long; a key may have a DNS name and a slash in front.
A label that has another value already is left alone unless --overwrite is given.`,
  examples: `
# Set, replace, remove
{program} label pods web unhealthy=true
{program} label --overwrite pods web status=unhealthy
{program} label pods web unhealthy-

# All pods of the namespace; those of a manifest
{program} label pods --all status=unhealthy
{program} label -f pod.yaml status=unhealthy

# Only if nobody changed the pod since version 1
{program} label pods web status=unhealthy --resource-version=1`,
  flags: metadataFlags("kubectl-label"),
  check: (given) => checkMetadata(given, LABEL),
  run: (given) => changeMetadata(given, LABEL),
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});
