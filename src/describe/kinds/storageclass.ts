import { eventLines } from "../events.ts";
import { part, parts, text, truth, words } from "../fields.ts";
import { nameLine } from "../head.ts";
import { listed, pairs } from "../lists.ts";
import type { Describer } from "../surroundings.ts";

const DEFAULT = ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];

export const describe: Describer = async (one, around) => {
  const annotations = part(part(one, "metadata"), "annotations");
  const options = words(one, "mountOptions");
  return [
    nameLine(one),
    `IsDefaultClass:\t${DEFAULT.some((key) => annotations[key] === "true") ? "Yes" : "No"}`,
    `Annotations:\t${pairs(annotations).join(",") || "<none>"}`,
    `Provisioner:\t${text(one.provisioner)}`,
    `Parameters:\t${pairs(part(one, "parameters")).join(",") || "<none>"}`,
    `AllowVolumeExpansion:\t${one.allowVolumeExpansion === undefined ? "<unset>" : truth(one.allowVolumeExpansion)}`,
    ...(options.length === 0
      ? ["MountOptions:\t<none>"]
      : ["MountOptions:", ...options.map((option) => `  ${option}`)]),
    ...(one.reclaimPolicy ? [`ReclaimPolicy:\t${text(one.reclaimPolicy)}`] : []),
    ...(one.volumeBindingMode ? [`VolumeBindingMode:\t${text(one.volumeBindingMode)}`] : []),
    ...topologyLines(one.allowedTopologies === undefined ? undefined : parts(one, "allowedTopologies")),
    ...(await eventLines(one, around)),
  ];
};

function topologyLines(terms: readonly ReturnType<typeof part>[] | undefined): string[] {
  if (!terms) return [];
  if (terms.length === 0) return ["AllowedTopologies:\t<none>"];
  return [
    "AllowedTopologies:\t",
    ...terms.flatMap((term, at) => {
      const said = parts(term, "matchLabelExpressions").map(
        (one) => `${text(one.key)} in [${words(one, "values").join(", ")}]`,
      );
      return listed(`  Term ${at}:\t`, said);
    }),
  ];
}
