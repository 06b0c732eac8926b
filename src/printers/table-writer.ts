import { ColumnWidths } from "../core/columns.ts";
import type { Output } from "../core/world.ts";
import type { Grid } from "./table.ts";

/** Tables of several types under each other; everything is aligned and written at the end. */
export interface TableWriter {
  /** Adds rows of a type; a change of type starts a new table after an empty line. */
  add(type: string, grid: Grid): void;
  readonly isEmpty: boolean;
  finish(): void;
}

interface Section {
  readonly type: string;
  readonly header: readonly string[];
  readonly rows: (readonly string[])[];
}

export function tableWriter(out: Output, noHeaders: boolean): TableWriter {
  const sections: Section[] = [];
  return {
    add(type, grid) {
      if (grid.rows.length === 0) return;
      const last = sections.at(-1);
      if (last?.type !== type) sections.push({ type, header: grid.header, rows: [...grid.rows] });
      else for (const row of grid.rows) last.rows.push(row);
    },
    get isEmpty() {
      return sections.length === 0;
    },
    finish() {
      sections.forEach((section, at) => {
        const rows = noHeaders ? section.rows : [section.header, ...section.rows];
        const widths = new ColumnWidths();
        widths.measure(rows);
        if (at > 0) out.write("\n");
        writeLines(out, rows, widths);
      });
    },
  };
}

const LINES_AT_ONCE = 1000;

function writeLines(out: Output, rows: readonly (readonly string[])[], widths: ColumnWidths): void {
  for (let at = 0; at < rows.length; at += LINES_AT_ONCE) {
    out.write(rows.slice(at, at + LINES_AT_ONCE).map((row) => widths.line(row)).join(""));
  }
}
