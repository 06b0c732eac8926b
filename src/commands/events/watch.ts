import { setTimeout as sleep } from "node:timers/promises";
import { resourcePath } from "../../client/paths.ts";
import { StatusError } from "../../client/status.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { mayWatchAgain, type WatchEvent, watch } from "../../client/watch.ts";
import { type KubeObject, resourceVersionOf } from "../../core/object.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import type { Target } from "../../resources/target.ts";
import type { EventsInvocation } from "./events.ts";
import { rowWriter } from "./lines.ts";
import { eventHead, eventRows } from "./row.ts";
import { isWanted } from "./target.ts";

/** Prints the events there are and then every new or repeated one, until the user interrupts. */
export async function watchEvents(given: EventsInvocation, target: Target): Promise<void> {
  const show = await shower(given);
  try {
    for await (const { type, object } of following(given, target)) {
      // Events vanish after an hour; that says nothing.
      if (type === "DELETED" || type === "BOOKMARK" || !isWanted(given, object)) continue;
      show(object);
      await given.world.streams.stdout.flush();
    }
  } catch (error) {
    // --request-timeout is how scripts end a watch.
    if (!isTimeout(error)) throw error;
  }
}

async function shower({ flags, world }: EventsInvocation): Promise<(event: KubeObject) => void> {
  if (flags.output) {
    const format = readFormat(flags, OBJECT_FORMATS);
    const print = await openPrinter({ flags, format, world, keepOrder: true });
    return (event) => print({ kind: "Event", apiVersion: "v1", ...event });
  }
  const write = rowWriter(world.streams.stdout);
  let isFirst = !flags.noHeaders;
  return (event) => {
    const rows = eventRows(event, world.now(), flags.allNamespaces);
    write(isFirst ? [eventHead(flags.allNamespaces), ...rows] : rows);
    isFirst = false;
  };
}

const PAUSE = 500;

/** A watch that ends, or is cut, goes on where it was; one whose version was forgotten begins with what there is. */
async function* following(given: EventsInvocation, target: Target): AsyncGenerator<WatchEvent> {
  const { cluster, world } = given;
  const { resource, namespace, fieldSelector } = target;
  const asked = { verb: "watch", resource: resource.plural };
  let version = "";
  for (let isFirst = true; ; isFirst = false) {
    world.signal.throwIfAborted();
    const query = { fieldSelector, allowWatchBookmarks: "true", resourceVersion: version || undefined, watch: "true" };
    const path = resourcePath({ resource, namespace, query });
    try {
      for await (const event of watch(cluster, { path, accept: "application/json", asked, signal: world.signal })) {
        version = resourceVersionOf(event.object) || version;
        yield event;
      }
    } catch (error) {
      if (isFirst && version === "") throw error;
      if (world.signal.aborted || isTimeout(error) || !mayWatchAgain(error)) throw error;
      if (error instanceof StatusError && error.code === 410) version = "";
    }
    await sleep(PAUSE, undefined, { signal: world.signal });
  }
}

const isTimeout = (error: unknown): boolean =>
  (error instanceof NoAnswer && error.message === "context deadline exceeded") ||
  (error as { name?: string }).name === "TimeoutError";
