import { resourcePath } from "../../client/paths.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { watch } from "../../client/watch.ts";
import { ColumnWidths } from "../../core/columns.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type JsonObject, resourceVersionOf } from "../../core/object.ts";
import { openPrinter } from "../../printers/printer.ts";
import { type Grid, layOutObjects, layOutTable } from "../../printers/table.ts";
import { fetchNamed, fetchPages, itemsOf, selectorError, type Want } from "../../resources/fetch.ts";
import { hasFiles } from "../../resources/files.ts";
import { targetsOfFiles } from "../../resources/manifest-targets.ts";
import { withKind } from "../../resources/objects.ts";
import { kindName, type Target } from "../../resources/target.ts";
import { formatOf, isTable } from "./format.ts";
import type { GetInvocation } from "./get.ts";
import { printObjects } from "./objects.ts";
import { scopeOf, targetsOf } from "./scope.ts";
import { printTables, TABLE, tableOptions } from "./table.ts";

/** Prints one object or one page of a table; `event` is ADDED, MODIFIED or DELETED. */
type Show = (event: string, answer: JsonObject) => void;

/** Prints what is there and then every change, until the server ends the watch or the user interrupts. */
export async function watchObjects(given: GetInvocation): Promise<void> {
  const { flags, world } = given;
  const targets = await planned(given);
  const [target] = targets;
  if (!target) return;
  if (targets.length > 1) return await refuseSeveral(given, targets);
  if (flags.sortBy) {
    world.streams.stderr.write("warning: --watch requested, --sort-by will be ignored for watch events received\n");
  }
  const want: Want = {
    accept: isTable(flags) && flags.serverPrint ? TABLE : "application/json",
    chunkSize: flags.chunkSize,
  };
  const show = isTable(flags) ? showTable(given, target) : await showObject(given);
  const version = await printPresent(given, target, want, show);
  await printChanges(given, target, { accept: want.accept, version }, show);
}

async function planned(given: GetInvocation): Promise<readonly Target[]> {
  if (!hasFiles(given.flags)) return await targetsOf(given);
  const { targets, errors } = await targetsOfFiles(given.cluster, given.flags, await scopeOf(given), given.world);
  if (errors.length > 0) throw errors[0];
  return targets;
}

/** Several types are refused at once; several objects are printed first, as kubectl does. */
async function refuseSeveral(given: GetInvocation, targets: readonly Target[]): Promise<never> {
  const types = new Set(targets.map(({ resource }) => `${resource.plural}.${resource.group}`));
  if (types.size > 1) throw new CliError("you may only specify a single resource type");
  await (isTable(given.flags) ? printTables(given) : printObjects(given));
  throw new CliError("you may only watch a single resource or type of resource at a time");
}

/** Lists, prints unless only changes are wanted, and gives the version to watch from. */
async function printPresent(given: GetInvocation, target: Target, want: Want, show: Show): Promise<string> {
  const { flags, cluster } = given;
  const isWanted = !flags.watchOnly;
  if (target.name !== undefined) {
    const answer = await fetchNamed(cluster, target, want);
    if (isWanted) show("ADDED", answer);
    return resourceVersionOf(rowObject(answer) ?? answer);
  }
  let version = "";
  const pages: JsonObject[] = [];
  const restart = () => void pages.splice(0);
  for await (const page of fetchPages(cluster, target, want, restart)) {
    version = resourceVersionOf(page) || version;
    pages.push(page);
  }
  if (isWanted) for (const page of pages) show("ADDED", page);
  return version;
}

/** The object a table's only row speaks of. */
function rowObject(table: JsonObject): JsonObject | undefined {
  const row = Array.isArray(table.rows) ? table.rows[0] : undefined;
  return isObject(row) && isObject(row.object) ? row.object : undefined;
}

interface From {
  readonly accept: string;
  readonly version: string;
}

async function printChanges(given: GetInvocation, target: Target, from: From, show: Show): Promise<void> {
  const { cluster, world } = given;
  const { resource, namespace, name, labelSelector, fieldSelector } = target;
  const query = {
    labelSelector,
    fieldSelector: name === undefined ? fieldSelector : `metadata.name=${name}`,
    resourceVersion: from.version,
    watch: "true",
  };
  const path = resourcePath({ resource, namespace, query });
  const asked = { verb: "watch", group: resource.group, resource: resource.plural };
  try {
    for await (const { type, object } of watch(cluster, { path, accept: from.accept, asked, signal: world.signal })) {
      if (type === "BOOKMARK") continue;
      show(type, object);
      await world.streams.stdout.flush();
    }
  } catch (error) {
    // --request-timeout is how scripts end a watch: kubectl exits with 0 then.
    if (isTimeout(error)) return;
    throw selectorError(error, target);
  }
}

const isTimeout = (error: unknown): boolean =>
  (error instanceof NoAnswer && error.message === "context deadline exceeded") ||
  (error as { name?: string }).name === "TimeoutError";

function showTable(given: GetInvocation, target: Target): Show {
  const { flags, world } = given;
  const widths = new ColumnWidths();
  const options = tableOptions(given, target);
  const nameAt = options.withNamespace ? 1 : 0;
  const prefix = flags.showKind ? `${kindName(target.resource)}/` : "";
  let isFirst = !flags.noHeaders;
  let columns: JsonObject["columnDefinitions"] | undefined;
  const layOut = (answer: JsonObject): Grid => {
    if (answer.kind !== "Table") {
      const objects = Array.isArray(answer.items) ? itemsOf(answer) : [answer];
      return layOutObjects(objects, { ...options, now: world.now() });
    }
    // Only the first table of a watch describes its columns.
    columns = Array.isArray(answer.columnDefinitions) ? answer.columnDefinitions : columns;
    return layOutTable({ ...answer, columnDefinitions: columns ?? [] }, options);
  };
  return (event, answer) => {
    const grid = layOut(answer);
    if (grid.rows.length === 0) return;
    // kubectl pads the EVENT column to the longest event, however short this one is.
    const withEvent = (row: readonly string[]) => (flags.outputWatchEvents ? [event.padEnd(8), ...row] : row);
    const named = (row: readonly string[]) => (prefix ? row.with(nameAt, prefix + row[nameAt]) : row);
    const head = flags.outputWatchEvents ? ["EVENT".padEnd(8), ...grid.header] : grid.header;
    const rows = [...(isFirst ? [head] : []), ...grid.rows.map((row) => withEvent(named(row)))];
    isFirst = false;
    widths.measure(rows);
    world.streams.stdout.write(rows.map((row) => widths.line(row)).join(""));
  };
}

async function showObject(given: GetInvocation): Promise<Show> {
  const { flags, world } = given;
  const format = formatOf(flags);
  const printer = await openPrinter({ flags, format, world, noHeaders: flags.noHeaders });
  return (type, answer) => {
    const objects = Array.isArray(answer.items) ? itemsOf(answer).map((item) => withKind(item, answer)) : [answer];
    const shown = objects.map((object) =>
      flags.outputWatchEvents && format.name !== "name" ? { object, type } : object,
    );
    // Columns of what is there already are aligned together.
    if (format.name.startsWith("custom-columns") && shown.length > 1) return printer({ kind: "List", items: shown });
    for (const object of shown) {
      const isEvent = flags.outputWatchEvents && format.name === "json";
      if (isEvent) world.streams.stdout.write(eventLine(object));
      else printer(object);
    }
  };
}

/** kubectl writes an event in JSON on one line, its type first and nothing left out. */
const eventLine = ({ type, object }: JsonObject): string =>
  `{"type":${JSON.stringify(type)},"object":${writeJson(object as JsonObject)}}\n`;
