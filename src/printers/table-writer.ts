import { ColumnWidths } from "../core/columns.ts";
import type { Output } from "../core/world.ts";
import type { Grid } from "./table.ts";

/** Tables of several types under each other; everything is aligned and written at the end. */
export interface TableWriter {
  /** Adds rows of a type ("deployment.apps"); a change of type starts a new table after an empty line. */
  add(type: string, grid: Grid): void;
  readonly isEmpty: boolean;
  finish(): void;
}

export interface Section {
  readonly type: string;
  readonly header: readonly string[];
  readonly rows: (readonly string[])[];
}

export interface TableStyle {
  readonly noHeaders: boolean;
  /** Put the type before names even when it is the only one. */
  readonly showKind: boolean;
}

/** Collects rows by type until they can be drawn; types without rows count for the question whether kinds are shown. */
export function collectSections(showKind: boolean) {
  const sections: Section[] = [];
  const types = new Set<string>();
  return {
    add(type: string, grid: Grid) {
      types.add(type);
      if (grid.rows.length === 0) return;
      const last = sections.at(-1);
      if (last?.type !== type) sections.push({ type, header: grid.header, rows: [...grid.rows] });
      else for (const row of grid.rows) last.rows.push(row);
    },
    get isEmpty() {
      return sections.length === 0;
    },
    /** The sections, with "type/" before names where several types came back. */
    finished(): readonly Section[] {
      return showKind || types.size > 1 ? sections.map(withType) : sections;
    },
  };
}

function withType({ type, header, rows }: Section): Section {
  const at = header.indexOf("NAMESPACE") === 0 ? 1 : 0;
  return { type, header, rows: rows.map((row) => row.with(at, `${type}/${row[at]}`)) };
}

export function tableWriter(out: Output, { noHeaders, showKind }: TableStyle): TableWriter {
  const collected = collectSections(showKind);
  return {
    add: collected.add,
    get isEmpty() {
      return collected.isEmpty;
    },
    finish() {
      collected.finished().forEach((section, at) => {
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
    out.write(
      rows
        .slice(at, at + LINES_AT_ONCE)
        .map((row) => widths.line(row))
        .join(""),
    );
  }
}
