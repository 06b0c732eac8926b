import { runeCount } from "./columns.ts";

const MINIMUM = 6;
const GAP = 3;

/** How columns are laid out: no narrower than `minimum`, `gap` blanks between; `widest` keeps widths from text to text. */
export interface Layout {
  readonly minimum?: number;
  readonly gap?: number;
  readonly widest?: number[];
}

/**
 * Aligns text whose cells end with tabs, as Go's tabwriter does with kubectl's settings: a column's width counts only
 * over neighbouring lines that have a cell there, so line breaks inside values start anew. With `widest` no column is
 * narrower than what was printed before: the widths are kept there from text to text.
 */
export function alignTabs(text: string, layout: Layout = {}): string {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const widths = columnWidths(lines, layout);
  return lines
    .map((cells, row) =>
      cells
        .map((cell, column) => {
          if (column === cells.length - 1) return cell;
          const width = (widths[column] as number[])[row] as number;
          return cell + " ".repeat(width - runeCount(cell));
        })
        .join(""),
    )
    .join("\n");
}

/** For every column the width of each line's cell: the widest of its run of neighbours. */
function columnWidths(
  lines: readonly (readonly string[])[],
  { minimum = MINIMUM, gap = GAP, widest }: Layout,
): number[][] {
  const columns = lines.reduce((most, cells) => Math.max(most, cells.length - 1), 0);
  return Array.from({ length: columns }, (_, column) => {
    const widths: number[] = new Array(lines.length).fill(0);
    for (let start = 0; start < lines.length; ) {
      const end = runEnd(lines, start, column);
      const cells = lines.slice(start, end).map((line) => runeCount(line[column] as string) + gap);
      const least = Math.max(minimum, widest?.[column] ?? 0);
      const width = cells.reduce((most, one) => Math.max(most, one), least);
      if (widest && end > start) widest[column] = width;
      widths.fill(width, start, end);
      start = Math.max(end, start + 1);
    }
    return widths;
  });
}

function runEnd(lines: readonly (readonly string[])[], start: number, column: number): number {
  let end = start;
  while (end < lines.length && (lines[end] as string[]).length - 1 > column) end++;
  return end;
}
