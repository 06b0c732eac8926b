import type { LogLine } from "./log.ts";

/** What programs have printed that really ran (in the played shell), by container. */
const logs = new Map<string, { at: number; text: string }[]>();
/** As much of each is kept. */
const MOST_LINES = 10_000;

/** Writes down what a container's program has printed. */
export function said(id: string, at: number, text: string): void {
  const lines = logs.get(id) ?? [{ at, text: "" }];
  logs.set(id, lines);
  const [first = "", ...more] = text.replaceAll("\r\n", "\n").split("\n");
  const open = lines.at(-1) as { at: number; text: string };
  open.text += first;
  for (const line of more) lines.push({ at, text: line });
  if (lines.length > MOST_LINES) lines.splice(0, lines.length - MOST_LINES);
}

/** What a container's program has printed so far. */
export const linesSaid = (id: string): readonly LogLine[] => {
  const lines = logs.get(id) ?? [];
  return lines.at(-1)?.text === "" ? lines.slice(0, -1) : lines;
};
