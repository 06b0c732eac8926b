import type { KubeObject } from "../../core/object.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { fetchPages, itemsOf } from "../../resources/fetch.ts";
import type { Target } from "../../resources/target.ts";
import type { EventsInvocation } from "./events.ts";
import { rowWriter } from "./lines.ts";
import { eventHead, eventRows, inTime } from "./row.ts";
import { isWanted } from "./target.ts";

const PAGE = 500;

/** Prints the events there are, the oldest first. */
export async function listEvents(given: EventsInvocation, target: Target): Promise<void> {
  const { flags, world } = given;
  const events = inTime((await fetch(given, target)).filter((event) => isWanted(given, event)));
  if (events.length === 0) {
    const where = target.namespace === undefined ? "" : ` in ${target.namespace} namespace`;
    return world.streams.stderr.write(`No events found${where}.\n`);
  }
  if (flags.output) return await printEvents(given, events);
  const rows = events.flatMap((event) => eventRows(event, world.now(), flags.allNamespaces));
  rowWriter(world.streams.stdout)(flags.noHeaders ? rows : [eventHead(flags.allNamespaces), ...rows]);
}

async function fetch({ flags, cluster }: EventsInvocation, target: Target): Promise<KubeObject[]> {
  const events: KubeObject[] = [];
  const want = { accept: "application/json", chunkSize: flags.chunkSize < 0 ? PAGE : flags.chunkSize };
  for await (const page of fetchPages(cluster, target, want, () => void events.splice(0)))
    events.push(...itemsOf(page));
  return events;
}

async function printEvents({ flags, world }: EventsInvocation, events: readonly KubeObject[]): Promise<void> {
  const format = readFormat(flags, OBJECT_FORMATS);
  // As kubectl: names are printed while watching only.
  if (format.name === "name") return;
  const items = events.map((event) => ({ kind: "Event", apiVersion: "v1", ...event }));
  const list = { kind: "EventList", apiVersion: "v1", metadata: {}, items };
  (await openPrinter({ flags, format, world, keepOrder: true }))(list);
}
