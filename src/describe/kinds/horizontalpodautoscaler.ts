import type { JsonObject } from "../../core/object.ts";
import { messageTable } from "../conditions.ts";
import { eventLines } from "../events.ts";
import { number, part, parts, text } from "../fields.ts";
import { headLines } from "../head.ts";
import { metricLine } from "../metric.ts";
import { type Describer, SCALERS } from "../surroundings.ts";
import { moment } from "../time.ts";

export const describe: Describer = async (given, around) => {
  const { name, namespace } = part(given, "metadata");
  // Only the newer version tells everything.
  const isOld = text(given.apiVersion) === "autoscaling/v1";
  const scaler = isOld ? { ...given, ...(await around.get(SCALERS, text(name), text(namespace))) } : given;
  const spec = part(scaler, "spec");
  const status = part(scaler, "status");
  const target = part(spec, "scaleTargetRef");
  const current = parts(status, "currentMetrics");
  return [
    ...headLines(scaler),
    `CreationTimestamp:\t${moment(part(scaler, "metadata").creationTimestamp)}`,
    `Reference:\t${text(target.kind)}/${text(target.name)}`,
    "Metrics:\t( current / target )",
    ...parts(spec, "metrics").map((metric, at) => `  ${metricLine(metric, current[at] ?? {})}`),
    `Min replicas:\t${spec.minReplicas === undefined ? "<unset>" : text(spec.minReplicas)}`,
    `Max replicas:\t${number(spec.maxReplicas)}`,
    ...behaviorLines(part(spec, "behavior")),
    `${text(target.kind)} pods:\t${number(status.currentReplicas)} current / ${number(status.desiredReplicas)} desired`,
    ...messageTable(parts(status, "conditions")),
    ...(await eventLines(given, around)),
  ];
};

function behaviorLines(behavior: JsonObject): string[] {
  if (Object.keys(behavior).length === 0) return [];
  return [
    "Behavior:",
    ...directionLines("Scale Up", part(behavior, "scaleUp")),
    ...directionLines("Scale Down", part(behavior, "scaleDown")),
  ];
}

function directionLines(label: string, rules: JsonObject): string[] {
  if (Object.keys(rules).length === 0) return [];
  const { stabilizationWindowSeconds: window, selectPolicy } = rules;
  const policies = parts(rules, "policies").map(
    ({ type, value, periodSeconds }) =>
      `      - Type: ${text(type)}\tValue: ${number(value)}\tPeriod: ${number(periodSeconds)} seconds`,
  );
  return [
    `  ${label}:`,
    ...(window === undefined || window === null ? [] : [`    Stabilization Window: ${text(window)} seconds`]),
    ...(policies.length > 0 ? [`    Select Policy: ${text(selectPolicy) || "Max"}`, "    Policies:", ...policies] : []),
  ];
}
