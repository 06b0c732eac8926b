import { alignTabs } from "../core/columns-text.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject } from "../core/object.ts";
import { escapeControls } from "../core/terminal.ts";
import { relaxedPath } from "../template/field-path.ts";
import { goText } from "../template/go-value.ts";
import { compileFinder } from "../template/jsonpath.ts";
import { type Printer, type PrintOptions, readTemplateFile } from "./printer.ts";

/** A column as the user wrote it: its heading and the relaxed jsonpath of its values. */
export interface ColumnSpec {
  readonly header: string;
  readonly path: string;
}

/** Reads `HEADER:path,HEADER:path`; throws kubectl's error for a part without a colon. */
export function readColumns(spec: string): ColumnSpec[] {
  return spec.split(",").map((part) => {
    const at = part.indexOf(":");
    if (at < 0) throw new CliError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, at), path: relaxedPath(part.slice(at + 1)) };
  });
}

const FORM = "Expected format is one line of space separated headers, one line of space separated column specs.";

/** Reads a file of two lines, headings and paths; throws kubectl's errors. */
export function readColumnsFile(text: string): ColumnSpec[] {
  const lines = text.split("\n");
  if (text === "") throw new CliError(`invalid template, missing header line. ${FORM}`);
  // What follows the last line break is no line.
  if (lines[1] === undefined || (lines[1] === "" && lines.length === 2))
    throw new CliError(`invalid template, missing spec line. ${FORM}`);
  const words = (line: string) => line.split(/[ \t\r]+/).filter((word) => word !== "");
  const headers = words(lines[0] as string);
  const paths = words(lines[1]);
  if (headers.length !== paths.length) {
    throw new CliError(`number of headers (${headers.length}) and field specifications (${paths.length}) don't match`);
  }
  return headers.map((header, at) => ({ header, path: relaxedPath(paths[at] as string) }));
}

/**
 * Prints a row per object under headings that come once, in columns that never get narrower. The headings stand even when
 * a path turns out to be bad, and a file of columns ignores --no-headers, as in kubectl.
 */
export function customColumnsPrinter(options: PrintOptions, write: (text: string) => void): Printer {
  const { format, world } = options;
  const isFile = format.name === "custom-columns-file";
  const columns = isFile
    ? readColumnsFile(readTemplateFile(format.argument, "template", world.cwd))
    : readColumns(format.argument);
  const widest: number[] = [];
  let needsHeader = isFile || !options.noHeaders;
  return (object) => {
    const rows: string[] = needsHeader ? [columns.map(({ header }) => header).join("\t")] : [];
    needsHeader = false;
    try {
      const read = columns.map(({ path }) => (path === "" ? () => "<none>" : cellReader(path)));
      for (const item of itemsOf(object)) rows.push(read.map((cell) => cell(item)).join("\t"));
    } catch (error) {
      throw barePathError(error);
    } finally {
      if (rows.length > 0) write(`${alignTabs(rows.join("\n"), { widest })}\n`);
    }
  };
}

const itemsOf = (object: JsonObject): JsonObject[] =>
  Array.isArray(object.items) ? object.items.filter(isObject) : [object];

function cellReader(path: string): (item: JsonObject) => string {
  const find = compileFinder(path);
  return (item) => {
    const values = find(item)[0] ?? [];
    if (values.length === 0) return "<none>";
    // Escaped before the columns are measured, as kubectl does.
    return escapeControls(values.map((value) => goText(value ?? null)).join(","));
  };
}

/** In a column kubectl gives the reason alone, without the template around it. */
function barePathError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const reason = error.cause instanceof Error ? error.cause.message : error.message;
  return new CliError(reason, { cause: error });
}
