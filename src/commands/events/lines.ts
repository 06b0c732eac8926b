import { ColumnWidths } from "../../core/columns.ts";
import type { Output } from "../../core/world.ts";

/**
 * Writes rows under each other as kubectl's events do: a line without columns (the rest of a message) ends the run of rows
 * that are aligned together, and widths never shrink.
 */
export function rowWriter(out: Output): (rows: readonly (readonly string[])[]) => void {
  const widths = new ColumnWidths();
  return (rows) => {
    let text = "";
    for (let at = 0; at < rows.length; ) {
      let end = at;
      while (end < rows.length && (rows[end] as readonly string[]).length > 1) end++;
      widths.measure(rows.slice(at, end));
      for (const row of rows.slice(at, Math.max(end, at + 1))) text += widths.line(row);
      at = Math.max(end, at + 1);
    }
    out.write(text);
  };
}
