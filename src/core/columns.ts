const MINIMUM = 6;
const GAP = 3;

/** Width as kubectl counts it: code points, whatever their width on a screen. */
export const runeCount = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A surrogate pair is one code point.
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
};

/** Column widths that only grow, so that rows printed later line up with earlier ones (a watch). */
export class ColumnWidths {
  private readonly widths: number[] = [];

  /** Takes rows into account; the last cell of a row is never padded and does not count. */
  measure(rows: readonly (readonly string[])[]): void {
    for (const row of rows) {
      for (let column = 0; column < row.length - 1; column++) {
        const width = Math.max(MINIMUM, runeCount(row[column] as string) + GAP);
        if (width > (this.widths[column] ?? 0)) this.widths[column] = width;
      }
    }
  }

  /** The row as a line of text, padded with blanks and ending with a newline. */
  line(row: readonly string[]): string {
    let text = "";
    const last = row.length - 1;
    for (let column = 0; column < last; column++) {
      const cell = row[column] as string;
      text += cell + " ".repeat(Math.max(0, (this.widths[column] ?? MINIMUM) - runeCount(cell)));
    }
    return `${text}${row[last] ?? ""}\n`;
  }
}

/** Rows as kubectl aligns them: at least 6 wide, 3 blanks between, the last cell as it is. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = new ColumnWidths();
  widths.measure(rows);
  return rows.map((row) => widths.line(row)).join("");
}
