import { alignTabs } from "../core/columns-text.ts";
import { escapeControls } from "../core/terminal.ts";

/** Lines as they are printed: cells aligned, and escapes of the server harmless. A pipe gets kubectl's bytes. */
export function describedText(lines: readonly string[], isTerminal: boolean): string {
  const text = `${lines.join("\n")}\n`;
  const safe = isTerminal ? escapeControls(text) : text.replaceAll("\u001b", "^[").replaceAll("\r", "\\r");
  return alignTabs(safe, { minimum: 0, gap: 2 });
}
