import { defineCommand } from "../../cli/command.ts";
import { readAnnotationPairs } from "../../resources/metadata-pairs.ts";
import { metadataFlags } from "./flags.ts";
import { changeMetadata, checkMetadata, type Kind } from "./run.ts";

const ANNOTATION: Kind = {
  field: "annotation",
  key: "annotations",
  read: readAnnotationPairs,
  file: "rsrc.yaml",
  json: "rsrc.json",
};

export default defineCommand({
  usage: "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  about: `Set annotations of objects, or remove them.

Annotations are notes of any length for tools and people; unlike labels they cannot be selected by. A word KEY=VALUE
sets one, KEY- removes it. One that has another value already is left alone unless --overwrite is given.`,
  examples: `
# Set, replace, remove
{program} annotate pods web description='my frontend'
{program} annotate --overwrite pods web description='my frontend running nginx'
{program} annotate pods web description-

# All pods of the namespace; those of a manifest
{program} annotate pods --all description='my frontend'
{program} annotate -f pod.json description='my frontend'

# Only if nobody changed the pod since version 1
{program} annotate pods web description='my frontend' --resource-version=1`,
  flags: metadataFlags("kubectl-annotate"),
  check: (given) => checkMetadata(given, ANNOTATION),
  run: (given) => changeMetadata(given, ANNOTATION),
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});
