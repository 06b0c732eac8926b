import type { JsonObject } from "../../core/object.ts";
import { accessModes } from "../access-modes.ts";
import { eventLines } from "../events.ts";
import { part, parts, text, words } from "../fields.ts";
import { clusterHeadLines } from "../head.ts";
import { listed } from "../lists.ts";
import { termTexts } from "../scheduling.ts";
import { storageClass } from "../storage-class.ts";
import type { Describer } from "../surroundings.ts";
import { age, isSet } from "../time.ts";
import { persistentSourceLines } from "../volumes.ts";

export const describe: Describer = async (volume, around) => {
  const metadata = part(volume, "metadata");
  const spec = part(volume, "spec");
  const status = part(volume, "status");
  const claim = part(spec, "claimRef");
  return [
    ...clusterHeadLines(volume),
    `Finalizers:\t[${words(metadata, "finalizers").join(" ")}]`,
    `StorageClass:\t${storageClass(volume)}`,
    isSet(metadata.deletionTimestamp)
      ? `Status:\tTerminating (lasts ${age(metadata.deletionTimestamp, around.now)})`
      : `Status:\t${text(status.phase)}`,
    `Claim:\t${spec.claimRef ? `${text(claim.namespace)}/${text(claim.name)}` : ""}`,
    `Reclaim Policy:\t${text(spec.persistentVolumeReclaimPolicy)}`,
    `Access Modes:\t${accessModes(words(spec, "accessModes"))}`,
    ...(spec.volumeMode ? [`VolumeMode:\t${text(spec.volumeMode)}`] : []),
    `Capacity:\t${text(part(spec, "capacity").storage) || "0"}`,
    ...affinityLines(part(spec, "nodeAffinity")),
    `Message:\t${text(status.message)}`,
    "Source:",
    ...persistentSourceLines(spec),
    ...(await eventLines(volume, around)),
  ];
};

function affinityLines({ required }: JsonObject): string[] {
  if (!required) return ["Node Affinity:\t<none>"];
  const terms = termTexts(parts(required, "nodeSelectorTerms"));
  if (terms.length === 0) return ["Node Affinity:\t", "  Required Terms:\t<none>"];
  return ["Node Affinity:\t", "  Required Terms:\t", ...terms.flatMap((term, at) => listed(`    Term ${at}:\t`, term))];
}
