import { CliError } from "../../core/errors.ts";
import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import { sortBy } from "../../printers/sort.ts";

interface Asked {
  /** How many things were asked for. */
  readonly count: number;
  readonly isNamed: boolean;
}

/**
 * Sorts a table's rows by a field of their objects. As kubectl: a field no row has leaves the table empty, and several
 * named objects cannot be sorted as tables.
 */
export async function sortTable(table: JsonObject, field: string, { count, isNamed }: Asked): Promise<JsonObject> {
  if (!field || table.kind !== "Table" || (isNamed && count === 1)) return sortItems(table, field);
  const { fieldPath } = await import("../../template/field-path.ts");
  if (count > 1) return table;
  const rows = Array.isArray(table.rows) ? table.rows.filter(isObject) : [];
  try {
    const read = await fieldPath(field);
    return {
      ...table,
      rows: sortBy(rows, braced(field), (row) => (isObject(row.object) ? read(row.object) : undefined)),
    };
  } catch (error) {
    if (error instanceof CliError && error.message.includes("unsortable")) throw error;
    return { ...table, rows: [] };
  }
}

async function sortItems(list: JsonObject, field: string): Promise<JsonObject> {
  if (!field || !Array.isArray(list.items)) return list;
  return { ...list, items: await sortObjects(list.items.filter(isObject), field) };
}

/** kubectl cannot sort several tables, and says so as if the field were missing. */
export const unsortableTables = (field: string): CliError =>
  new CliError(`couldn't find any field with path "${braced(field)}" in the list of objects`);

/** Sorts objects by a field; throws kubectl's errors for bad paths and fields nothing has. */
export async function sortObjects<T extends KubeObject>(objects: readonly T[], field: string): Promise<T[]> {
  const { fieldPath } = await import("../../template/field-path.ts");
  const read = await fieldPath(field);
  return sortBy(objects, braced(field), read);
}

/** ".a", "a", "{.a}" and "{a}" are all shown as "{.a}". */
const braced = (field: string): string => {
  const inner = field.startsWith("{") && field.endsWith("}") ? field.slice(1, -1) : field;
  return `{${inner.startsWith(".") ? inner : `.${inner}`}}`;
};
