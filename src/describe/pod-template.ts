import { LAST_APPLIED } from "../core/last-applied.ts";
import type { JsonObject } from "../core/object.ts";
import { containerLines } from "./container.ts";
import { part, parts, sorted, text } from "./fields.ts";
import { selectorText } from "./selector.ts";
import { volumeLines } from "./volumes.ts";

/** A pod template in the words of `describe`; columns are parted by tabs, which `describe` aligns and `rollout` leaves. */
export function podTemplateText(template: JsonObject): string {
  const spec = part(template, "spec");
  const initial = parts(spec, "initContainers");
  const account = text(spec.serviceAccountName);
  const priority = text(spec.priorityClassName);
  const lines = [
    "Pod Template:",
    ...listed("  Labels:\t", pairs(part(part(template, "metadata"), "labels")), "\t"),
    ...annotationLines(part(part(template, "metadata"), "annotations")),
    ...(account ? [`  Service Account:\t${account}`] : []),
    ...(initial.length > 0 ? ["  Init Containers:", ...initial.flatMap(containerLines)] : []),
    "  Containers:",
    ...parts(spec, "containers").flatMap(containerLines),
    ...volumeLines(parts(spec, "volumes")),
    ...spreadLines(parts(spec, "topologySpreadConstraints")),
    ...(priority ? [`  Priority Class Name:\t${priority}`] : []),
    ...listed("  Node-Selectors:\t", pairs(part(spec, "nodeSelector")), "\t"),
    ...listed("  Tolerations:\t", tolerations(parts(spec, "tolerations")), "\t"),
  ];
  return `${lines.join("\n")}\n`;
}

const pairs = (map: JsonObject): string[] => sorted(map).map(([key, value]) => `${key}=${value}`);

/** The first of several beside the label, the others below it; "<none>" for no one. */
const listed = (label: string, values: readonly string[], lead: string): string[] => {
  const [first = "<none>", ...more] = values;
  return [label + first, ...more.map((value) => lead + value)];
};

const LONGEST = 140;

function annotationLines(annotations: JsonObject): string[] {
  const shown = sorted(annotations)
    .filter(([key]) => key !== LAST_APPLIED)
    .flatMap(([key, value]) => {
      if (value.length < LONGEST && !value.includes("\n")) return [`${key}: ${value}`];
      return [
        `${key}:`,
        ...value
          .replace(/\n$/, "")
          .split("\n")
          .map((line) => `  ${shortened(line)}`),
      ];
    });
  return shown.length === 0 ? [] : listed("  Annotations:\t", shown, "\t");
}

const shortened = (line: string): string => (line.length > LONGEST ? `${line.slice(0, LONGEST - 2)}...` : line);

function spreadLines(constraints: readonly JsonObject[]): string[] {
  const said = [...constraints]
    .sort((a, b) => (text(a.topologyKey) < text(b.topologyKey) ? -1 : 1))
    .map((one) => {
      const selector = one.labelSelector ? ` for selector ${selectorText(part(one, "labelSelector"))}` : "";
      return `${text(one.topologyKey)}:${text(one.whenUnsatisfiable)} when max skew ${text(one.maxSkew)} is exceeded${selector}`;
    });
  return said.length === 0 ? [] : listed("  Topology Spread Constraints:\t", said, "  \t");
}

function tolerations(given: readonly JsonObject[]): string[] {
  const byKey = [...given].sort((a, b) => (text(a.key) < text(b.key) ? -1 : text(a.key) > text(b.key) ? 1 : 0));
  return byKey.map((one) => {
    const value = one.value ? `=${text(one.value)}` : "";
    const effect = one.effect ? `:${text(one.effect)}` : "";
    const head = `${text(one.key)}${value}${effect}`;
    const exists = one.operator === "Exists" && value === "" ? `${head === "" ? "" : " "}op=Exists` : "";
    const limit = one.tolerationSeconds === undefined ? "" : ` for ${text(one.tolerationSeconds)}s`;
    return head + exists + limit;
  });
}
