import { colorOf, type Meaning } from "../printers/meaning.ts";

/** Who paints: chalk, or nobody. */
export type Painter = Readonly<Record<Meaning, (text: string) => string>>;

/** Values that say how something is, behind these labels. */
const STATE = /^(\s*(?:Status|State|Last State|Reason):\s+)(\S+)/;

/** A condition in a table: its type, and whether it is so. */
const CONDITION = /^(\s+)([A-Z]\w+)(\s+)(True|False|Unknown)(?=\s|$)/;

/** Conditions that had better be false. */
const TROUBLE = /Pressure$|Unavailable$|Fail|Stalled|DisruptionTarget|Limited$/;

const WARNING = /^(\s+)(Warning)(?=\s)/;

const WORDS: Readonly<Record<string, Meaning>> = { Waiting: "yellow", Terminated: "gray" };

/** A description with its states, conditions and warnings in the colours of what they mean. */
export const colored = (text: string, painter: Painter): string =>
  text
    .split("\n")
    .map((line) => coloredLine(line, painter))
    .join("\n");

function coloredLine(line: string, painter: Painter): string {
  const condition = CONDITION.exec(line);
  if (condition) {
    const [all, blanks, type = "", gap, is = ""] = condition;
    return `${blanks}${type}${gap}${painter[conditionColor(type, is)](is)}${line.slice(all.length)}`;
  }
  const [start, label = "", value = ""] = STATE.exec(line) ?? WARNING.exec(line) ?? [];
  const meaning = Object.hasOwn(WORDS, value) ? WORDS[value] : colorOf(value);
  return start && meaning ? `${label}${painter[meaning](value)}${line.slice(start.length)}` : line;
}

function conditionColor(type: string, is: string): Meaning {
  if (is === "Unknown") return "yellow";
  return (is === "True") === TROUBLE.test(type) ? "red" : "green";
}
