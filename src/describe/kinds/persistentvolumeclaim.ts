import { type JsonObject, nameOf, namespaceOf } from "../../core/object.ts";
import { accessModes } from "../access-modes.ts";
import { lookedAtTable } from "../conditions.ts";
import { eventLines } from "../events.ts";
import { part, parts, text, words } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { listed } from "../lists.ts";
import { storageClass } from "../storage-class.ts";
import { type Describer, PODS } from "../surroundings.ts";
import { age, isSet } from "../time.ts";

export const describe: Describer = async (claim, around) => {
  const metadata = part(claim, "metadata");
  const spec = part(claim, "spec");
  const status = part(claim, "status");
  const isBound = text(spec.volumeName) !== "";
  const [pods, events] = await Promise.all([
    around.list(PODS, { namespace: namespaceOf(claim) }),
    eventLines(claim, around),
  ]);
  const users = pods.filter((pod) => claimsOf(pod).includes(nameOf(claim))).map(nameOf);
  return [
    ...nameLines(claim),
    `StorageClass:\t${storageClass(claim)}`,
    isSet(metadata.deletionTimestamp)
      ? `Status:\tTerminating (lasts ${age(metadata.deletionTimestamp, around.now)})`
      : `Status:\t${text(status.phase)}`,
    `Volume:\t${text(spec.volumeName)}`,
    ...labelLines(claim),
    ...annotationLines(claim),
    `Finalizers:\t[${words(metadata, "finalizers").join(" ")}]`,
    `Capacity:\t${isBound ? text(part(status, "capacity").storage) || "0" : ""}`,
    `Access Modes:\t${isBound ? accessModes(words(status, "accessModes")) : ""}`,
    ...(spec.volumeMode ? [`VolumeMode:\t${text(spec.volumeMode)}`] : []),
    ...sourceLines(part(spec, "dataSource")),
    ...listed("Used By:\t", users),
    ...lookedAtTable(parts(status, "conditions"), "lastProbeTime"),
    ...events,
  ];
};

/** The claims a pod mounts, those that were made for it included. */
const claimsOf = (pod: JsonObject): string[] =>
  parts(part(pod, "spec"), "volumes").flatMap((volume) => {
    if (volume.persistentVolumeClaim) return [text(part(volume, "persistentVolumeClaim").claimName)];
    return volume.ephemeral ? [`${nameOf(pod)}-${text(volume.name)}`] : [];
  });

function sourceLines(source: JsonObject): string[] {
  if (Object.keys(source).length === 0) return [];
  return [
    "DataSource:",
    ...(source.apiGroup ? [`  APIGroup:\t${text(source.apiGroup)}`] : []),
    `  Kind:\t${text(source.kind)}`,
    `  Name:\t${text(source.name)}`,
  ];
}
