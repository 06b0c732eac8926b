import type { JsonObject } from "../core/object.ts";
import { number, part, text, truth } from "./fields.ts";
import { moment } from "./time.ts";

/** How a container fares: its state, the one before, whether it is ready and how often it began anew. */
export const statusLines = (status: JsonObject): string[] => [
  ...stateLines("State", part(status, "state")),
  ...(part(status, "lastState").terminated ? stateLines("Last State", part(status, "lastState")) : []),
  `    Ready:\t${truth(status.ready)}`,
  `    Restart Count:\t${number(status.restartCount)}`,
];

function stateLines(label: string, state: JsonObject): string[] {
  const line = (name: string, value: string) => `      ${name}:\t${value}`;
  const optional = (name: string, value: string) => (value === "" ? [] : [line(name, value)]);
  if (state.running) return [`    ${label}:\tRunning`, line("Started", moment(part(state, "running").startedAt))];
  if (state.terminated) {
    const end = part(state, "terminated");
    return [
      `    ${label}:\tTerminated`,
      ...optional("Reason", text(end.reason)),
      ...optional("Message", text(end.message)),
      line("Exit Code", number(end.exitCode)),
      ...(Number(end.signal ?? 0) > 0 ? [line("Signal", text(end.signal))] : []),
      line("Started", moment(end.startedAt)),
      line("Finished", moment(end.finishedAt)),
    ];
  }
  return [`    ${label}:\tWaiting`, ...optional("Reason", text(part(state, "waiting").reason))];
}
