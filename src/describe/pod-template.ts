import type { JsonObject } from "../core/object.ts";
import { containerLines } from "./container.ts";
import { part, parts, text } from "./fields.ts";
import { annotationTexts, listed, pairs } from "./lists.ts";
import { spreadTexts, tolerationTexts } from "./scheduling.ts";
import { volumeLines } from "./volumes.ts";

/** A pod template in the words of `describe`; columns are parted by tabs, which `describe` aligns and `rollout` leaves. */
export function podTemplateText(template: JsonObject): string {
  const spec = part(template, "spec");
  const initial = parts(spec, "initContainers");
  const account = text(spec.serviceAccountName);
  const priority = text(spec.priorityClassName);
  const lines = [
    "Pod Template:",
    ...listed("  Labels:\t", pairs(part(part(template, "metadata"), "labels"))),
    ...annotated(part(part(template, "metadata"), "annotations")),
    ...(account ? [`  Service Account:\t${account}`] : []),
    ...(initial.length > 0 ? ["  Init Containers:", ...initial.flatMap((one) => containerLines(one))] : []),
    "  Containers:",
    ...parts(spec, "containers").flatMap((one) => containerLines(one)),
    ...volumeLines(parts(spec, "volumes")),
    ...spread(parts(spec, "topologySpreadConstraints")),
    ...(priority ? [`  Priority Class Name:\t${priority}`] : []),
    ...listed("  Node-Selectors:\t", pairs(part(spec, "nodeSelector"))),
    ...listed("  Tolerations:\t", tolerationTexts(parts(spec, "tolerations"))),
  ];
  return `${lines.join("\n")}\n`;
}

function annotated(annotations: JsonObject): string[] {
  const shown = annotationTexts(annotations);
  return shown.length === 0 ? [] : listed("  Annotations:\t", shown);
}

function spread(constraints: readonly JsonObject[]): string[] {
  const said = spreadTexts(constraints);
  return said.length === 0 ? [] : listed("  Topology Spread Constraints:\t", said, "  \t");
}
