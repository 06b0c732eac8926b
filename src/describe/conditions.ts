import type { JsonObject } from "../core/object.ts";
import { text } from "./fields.ts";
import { moment } from "./time.ts";

/** A table of conditions under its heading; nothing for none. */
function table(columns: readonly string[], rules: readonly string[], rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  return ["Conditions:", `  ${columns.join("\t")}`, `  ${rules.join("\t")}`, ...rows.map((row) => `  ${row}`)];
}

const dashes = (lengths: readonly number[]): string[] => lengths.map((length) => "-".repeat(length));

/** Of workloads: type, status and reason. */
export const reasonTable = (conditions: readonly JsonObject[]): string[] =>
  table(
    ["Type", "Status", "Reason"],
    dashes([4, 6, 6]),
    conditions.map(({ type, status, reason }) => `${text(type)} \t${text(status)}\t${text(reason)}`),
  );

/** Of autoscalers: with the message. */
export const messageTable = (conditions: readonly JsonObject[]): string[] =>
  table(
    ["Type", "Status", "Reason", "Message"],
    dashes([4, 6, 6, 7]),
    conditions.map((one) => [one.type, one.status, one.reason, one.message].map(text).join("\t")),
  );

/** Of namespaces and address ranges: with the moment they became what they are. */
export const transitionTable = (conditions: readonly JsonObject[]): string[] =>
  table(
    ["Type", "Status", "LastTransitionTime", "Reason", "Message"],
    dashes([4, 6, 18, 6, 7]),
    conditions.map((one) =>
      [one.type, one.status, moment(one.lastTransitionTime), one.reason, one.message].map(text).join("\t"),
    ),
  );

/** Of nodes and claims: with the moment somebody looked last, which has a name of its own; kubectl's blanks included. */
export const lookedAtTable = (
  conditions: readonly JsonObject[],
  key: "lastHeartbeatTime" | "lastProbeTime",
): string[] =>
  table(
    ["Type", "Status", key.replace("last", "Last"), "LastTransitionTime", "Reason", "Message"],
    dashes([4, 6, 17, 18, 6, 7]),
    conditions.map((one) => {
      const times = `${moment(one[key])} \t${moment(one.lastTransitionTime)} `;
      return `${text(one.type)} \t${text(one.status)} \t${times}\t${text(one.reason)} \t${text(one.message)}`;
    }),
  );
