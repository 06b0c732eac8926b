// Logs of all pods that belong together, those that come later included.

import { setTimeout as sleep } from "node:timers/promises";
import { StatusError } from "../client/status.ts";
import { ConnectionError } from "../core/errors.ts";
import { isObject, type KubeObject } from "../core/object.ts";
import type { Reading } from "./read.ts";
import type { LogRequest } from "./requests.ts";
import type { Sink } from "./sink.ts";
import { keptLines, lookOf } from "./source.ts";

const PERIOD = 1000;

export interface Keeping {
  readonly reading: Reading;
  /** The pods that are meant, as they are now. */
  readonly pods: () => Promise<readonly KubeObject[]>;
  readonly requests: (pod: KubeObject) => readonly LogRequest[];
  readonly sink: Sink;
  /** Whether no more pods will come; then what is there is read to its end. */
  readonly isDone: () => Promise<boolean>;
}

/** Follows all of them; pods that come later are read from their first line. */
export async function keepLogs({ reading, pods, requests, sink, isDone }: Keeping): Promise<void> {
  const { signal } = reading.world;
  const known = new Map<string, Promise<void>>();
  let failure: unknown;
  let isFirst = true;
  for (;;) {
    // In this order: no pod comes between.
    const isLast = await stubborn(isDone, signal);
    const found = await stubborn(pods, signal);
    for (const pod of found) {
      const uid = String((isObject(pod.metadata) ? pod.metadata : {}).uid);
      const all = { ...reading, options: { ...reading.options, tail: -1, since: 0, sinceTime: "" } };
      for (const request of requests(pod)) {
        const key = `${uid}/${request.container}`;
        const hasStarted = lookOf(pod, uid, request.container)?.id !== "";
        if (known.has(key) || !hasStarted) continue;
        const copying = copy(isFirst ? reading : all, request, uid, sink);
        known.set(key, copying);
        copying.catch((error) => {
          failure ??= error;
        });
      }
    }
    isFirst = false;
    if (failure) throw failure;
    if (isLast) break;
    await sleep(PERIOD, undefined, { signal });
  }
  await Promise.all(known.values());
}

async function copy(reading: Reading, request: LogRequest, uid: string, sink: Sink): Promise<void> {
  for await (const line of keptLines(reading, request, uid)) await sink.show(request, line);
}

/** Asks again and again while the server cannot be asked. */
async function stubborn<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isPassing = error instanceof ConnectionError || (error instanceof StatusError && error.code >= 500);
      if (!isPassing || signal.aborted) throw error;
      await sleep(PERIOD, undefined, { signal });
    }
  }
}
