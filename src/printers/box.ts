import { paint } from "../core/style.ts";
import type { World } from "../core/world.ts";
import { collectSections, type Section, type TableStyle, type TableWriter } from "./table-writer.ts";

const MOST_ROWS = 500;
const NARROWEST = 4;

/**
 * Tables with borders for people, made for the terminal's width: long cells are cut with an ellipsis, colours follow the
 * meaning of states. Long lists fall back to narrower borders in batches, since the layout is not made for them.
 */
export async function boxWriter(world: World, wish: string, { noHeaders, showKind }: TableStyle): Promise<TableWriter> {
  const { default: Table } = await import("cli-table3");
  const { colorOf } = await import("./meaning.ts");
  const out = world.streams.stdout;
  const painter = await paint(out, world.env, wish);
  const collected = collectSections(showKind);
  const color = (cell: string) => {
    const name = colorOf(cell);
    return name ? painter[name](cell) : cell;
  };
  const draw = (section: Section) => {
    const colWidths = fitWidths([section.header, ...section.rows.slice(0, MOST_ROWS)], world.columns);
    const head = noHeaders ? {} : { head: section.header.map((cell) => painter.bold(cell)) };
    for (let at = 0; at < section.rows.length; at += MOST_ROWS) {
      const table = new Table({ ...head, colWidths, style: { head: [], border: [] } });
      table.push(...section.rows.slice(at, at + MOST_ROWS).map((row) => row.map(color)));
      out.write(`${table.toString()}\n`);
    }
  };
  return {
    add: collected.add,
    get isEmpty() {
      return collected.isEmpty;
    },
    finish: () => collected.finished().forEach(draw),
  };
}

/** Column widths, borders and blanks included; the widest columns give way until the table fits the screen. */
export function fitWidths(rows: readonly (readonly string[])[], screen: number | undefined): number[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? "") + 2), NARROWEST),
  );
  if (screen === undefined) return widths;
  const total = () => widths.reduce((sum, width) => sum + width + 1, 1);
  while (total() > screen) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] as number) <= NARROWEST) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** Width on a screen: East Asian wide characters and emoji take two columns. */
const displayWidth = (text: string): number => [...text].reduce((sum, one) => sum + (isWide(one) ? 2 : 1), 0);

const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    character,
  );
