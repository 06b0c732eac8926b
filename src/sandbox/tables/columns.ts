import type { ResourceKey } from "../kinds/kind.ts";
import recorded from "../recorded/columns.json" with { type: "json" };
import type { Column } from "./kind-table.ts";

type Short = readonly [name: string, type: string, format: string, priority: number, text: number];

const known = new Map<string, readonly Column[]>();

/** The real server's columns for a type ("pods/v1"); undefined for types that have none of their own. */
export function columnsOf(key: ResourceKey, version: string): readonly Column[] | undefined {
  const name = `${key}/${version}`;
  const short = (recorded.columns as unknown as Readonly<Record<string, readonly Short[]>>)[name];
  if (!short) return undefined;
  const columns = known.get(name) ?? short.map(columnOf);
  known.set(name, columns);
  return columns;
}

const columnOf = ([name, type, format, priority, text]: Short): Column => ({
  name,
  type: type as Column["type"],
  format,
  description: recorded.texts[text] ?? "",
  priority,
});
