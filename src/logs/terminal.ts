import { escapeControls } from "../core/terminal.ts";

/** Colours and weights (ECMA-48 SGR), which cannot do more than look strange. */
const COLOR = /\u001b\[[\d;:]*m/g;

/** Text of a container for a terminal: colours work, every other control character becomes visible. */
export function colorsOnly(text: string): string {
  const plain = text.split(COLOR).map((part) => escapeControls(part.replace(/\r(?=\n|$)/g, "")));
  const colors = text.match(COLOR) ?? [];
  return plain.map((part, at) => part + (colors[at] ?? "")).join("");
}
