import { selectorText } from "../../core/label-selector.ts";
import type { JsonObject } from "../../core/object.ts";
import { eventLines } from "../events.ts";
import { number, part, parts, text, words } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { listed, pairs } from "../lists.ts";
import { podsStatusLine } from "../pods-status.ts";
import { storageClass } from "../storage-class.ts";
import type { Describer } from "../surroundings.ts";
import { templateLines } from "../template-lines.ts";
import { moment } from "../time.ts";

export const describe: Describer = async (set, around) => {
  const spec = part(set, "spec");
  const update = part(spec, "updateStrategy");
  const partition = part(update, "rollingUpdate").partition;
  const selector = selectorText(part(spec, "selector"));
  const [pods, events] = await Promise.all([podsStatusLine(set, selector, around), eventLines(set, around)]);
  return [
    ...nameLines(set),
    `CreationTimestamp:\t${moment(part(set, "metadata").creationTimestamp)}`,
    `Selector:\t${selector}`,
    ...labelLines(set),
    ...annotationLines(set),
    `Replicas:\t${number(spec.replicas)} desired | ${number(part(set, "status").replicas)} total`,
    `Update Strategy:\t${text(update.type)}`,
    ...(partition === undefined || partition === null ? [] : [`  Partition:\t${text(partition)}`]),
    pods,
    ...templateLines(part(spec, "template")),
    ...claimLines(parts(spec, "volumeClaimTemplates")),
    ...events,
  ];
};

function claimLines(claims: readonly JsonObject[]): string[] {
  if (claims.length === 0) return ["Volume Claims:\t<none>"];
  return ["Volume Claims:", ...claims.flatMap(claim)];
}

function claim(one: JsonObject): string[] {
  const metadata = part(one, "metadata");
  const spec = part(one, "spec");
  const size = part(part(spec, "resources"), "requests").storage;
  return [
    `  Name:\t${text(metadata.name)}`,
    `  StorageClass:\t${storageClass(one)}`,
    ...listed("  Labels:\t", pairs(part(metadata, "labels"))),
    ...listed("  Annotations:\t", pairs(part(metadata, "annotations"))),
    `  Capacity:\t${size === undefined ? "<default>" : text(size)}`,
    `  Access Modes:\t[${words(spec, "accessModes").join(" ")}]`,
  ];
}
