import { formatAge } from "../core/duration.ts";
import { isObject, type Json, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../core/object.ts";
import { escapeControls } from "../core/terminal.ts";

/** What the user asked a table to show. */
export interface TableOptions {
  readonly wide: boolean;
  readonly withNamespace: boolean;
  /** Label keys that get a column each (-L). */
  readonly labelColumns: readonly string[];
  readonly showLabels: boolean;
}

/** The words of a table, before they are aligned. */
export interface Grid {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Lays out a server-side Table (meta.k8s.io/v1): columns of priority 0 (all with `wide`), after them the label columns.
 * Cells are cut at their first line and made harmless for a terminal.
 */
export function layOutTable(table: JsonObject, options: TableOptions): Grid {
  const columns = objects(table.columnDefinitions);
  const shown = columns.flatMap((column, at) => (options.wide || !column.priority ? [at] : []));
  const header = shown.map((at) => String(columns[at]?.name ?? "").toUpperCase());
  const rows = objects(table.rows).map((row) => {
    const cells = Array.isArray(row.cells) ? row.cells : [];
    const words = shown.map((at) => cellText(cells[at]));
    return decorate(words, isObject(row.object) ? row.object : {}, options);
  });
  return { header: decorateHeader(header, options), rows };
}

/** The table kubectl makes without the server's help: names and ages. */
export function layOutObjects(list: readonly KubeObject[], options: TableOptions & { readonly now: number }): Grid {
  const rows = list.map((object) => {
    const metadata = isObject(object.metadata) ? object.metadata : {};
    return decorate([nameOf(object), ageText(metadata.creationTimestamp, options.now)], object, options);
  });
  return { header: decorateHeader(["NAME", "AGE"], options), rows };
}

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);

function ageText(created: Json | undefined, now: number): string {
  const time = typeof created === "string" ? Date.parse(created) : Number.NaN;
  return Number.isNaN(time) ? "<unknown>" : formatAge(now - time);
}

function decorateHeader(header: string[], options: TableOptions): string[] {
  const labels = options.labelColumns.map((key) => key.slice(key.lastIndexOf("/") + 1).toUpperCase());
  return [
    ...(options.withNamespace ? ["NAMESPACE"] : []),
    ...header,
    ...labels,
    ...(options.showLabels ? ["LABELS"] : []),
  ];
}

function decorate(words: string[], object: KubeObject, options: TableOptions): string[] {
  if (!options.withNamespace && !options.showLabels && options.labelColumns.length === 0) return words;
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  return [
    ...(options.withNamespace ? [namespaceOf(object)] : []),
    ...words,
    ...options.labelColumns.map((key) => cellText(labels[key])),
    ...(options.showLabels ? [labelsText(labels)] : []),
  ];
}

/** "a=b,c=d" in key order, or "<none>". */
export function labelsText(labels: JsonObject): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? "<none>" : escapeControls(pairs.map(([key, value]) => `${key}=${value}`).join(","));
}

/** One cell's text: its first line only, "..." where more follows. */
function cellText(value: Json | undefined): string {
  if (typeof value === "string") return firstLine(value);
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? firstLine(JSON.stringify(value)) : String(value);
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function firstLine(text: string): string {
  if (!CONTROL.test(text)) return text;
  const end = text.search(/[\n\r\f]/);
  return escapeControls(end < 0 ? text : `${text.slice(0, end)}...`);
}
