// One container's log for as long as the container lives, through cuts and restarts.

import { setTimeout as sleep } from "node:timers/promises";
import { resourcePath } from "../client/paths.ts";
import { isNotFound, StatusError } from "../client/status.ts";
import { ConnectionError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";
import { PODS } from "../pods/first-pod.ts";
import { openOnce, type Reading } from "./read.ts";
import type { LogRequest } from "./requests.ts";
import { makeResume, type Resume } from "./resume.ts";
import { type Line, stampedLines } from "./stamped.ts";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2000;
const MOST_TRIES = 20;
/** A log may be away for a moment while its container is restarted. */
const MOST_MISSING = 5;
/** A node's own words in place of a log. */
const NO_LOG = "unable to retrieve container logs for ";

/** What is known of a container: which one it is, and whether it has come to its end for good. */
interface Look {
  readonly id: string;
  readonly isOver: boolean;
}

/** Every line of a container, each once and in order, until the pod has gone or the container will not run again. */
export async function* keptLines(reading: Reading, request: LogRequest, uid: string): AsyncGenerator<Line> {
  const resume = makeResume();
  let pause = 0;
  let missing = 0;
  for (let known = await look(reading, request, uid); known; ) {
    const before = resume.count();
    const end = yield* readNew(reading, request, resume, { follow: !known.isOver, previous: false });
    missing = end === "none" ? missing + 1 : 0;
    if (known.isOver && (end === "whole" || missing >= MOST_MISSING)) return;
    const now = await look(reading, request, uid);
    // What a container that has gone said last can still be had.
    if (now && known.id !== "" && now.id !== known.id) yield* readPrevious(reading, request, resume);
    known = now;
    const isQuiet = resume.count() === before;
    if (isQuiet) await sleep(pause, undefined, { signal: reading.world.signal });
    pause = isQuiet ? Math.min(Math.max(pause * 2, FIRST_PAUSE), LONGEST_PAUSE) : 0;
  }
}

async function* readPrevious(reading: Reading, request: LogRequest, resume: Resume): AsyncGenerator<Line> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const end = yield* readNew(reading, request, resume, { follow: false, previous: true });
    if (end === "whole" || (end === "none" && tries >= MOST_MISSING)) return;
    await sleep(Math.min(tries * FIRST_PAUSE, LONGEST_PAUSE), undefined, { signal: reading.world.signal });
  }
}

interface How {
  readonly follow: boolean;
  readonly previous: boolean;
}

/** How a reading has ended: the server has come to the log's end, was cut off, or has no log yet or any more. */
type End = "whole" | "cut" | "none";

/** The lines that have not been seen. Throws what the server refuses for good. */
async function* readNew(
  { cluster, options }: Reading,
  request: LogRequest,
  resume: Resume,
  how: How,
): AsyncGenerator<Line, End> {
  const since = resume.since();
  const from = since === undefined ? {} : { since: 0, sinceTime: since, tail: -1 };
  try {
    const body = await openOnce(cluster, { ...options, ...from, ...how, timestamps: true, limitBytes: 0 }, request);
    resume.begin();
    for await (const line of stampedLines(body, !how.follow)) {
      if (line.second < 0 && line.text.toString("latin1", 0, NO_LOG.length) === NO_LOG) return "none";
      if (resume.take(line)) yield line;
    }
    return "whole";
  } catch (error) {
    if (error instanceof ConnectionError) return "cut";
    if (!(error instanceof StatusError)) throw error;
    if (error.code >= 500) return "cut";
    if (error.code === 400 || error.code === 404) return "none";
    throw error;
  }
}

/** Looks at the container; undefined when its pod has gone, and again and again while the server cannot be asked. */
async function look(reading: Reading, request: LogRequest, uid: string): Promise<Look | undefined> {
  const { cluster, world } = reading;
  const { namespace, pod: name, container } = request;
  const path = resourcePath({ resource: PODS, namespace, name });
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      const pod = (await cluster.json({ path }, { verb: "get", group: "", resource: "pods", name })) as KubeObject;
      return lookOf(pod, uid, container);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      const isPassing = error instanceof ConnectionError || (error instanceof StatusError && error.code >= 500);
      if (!isPassing || world.signal.aborted) throw error;
      await sleep(pause, undefined, { signal: world.signal });
    }
  }
}

const STATUSES = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];
const part = (object: JsonObject, key: string): JsonObject => (isObject(object[key]) ? object[key] : {});

/** What a pod says of a container; undefined when it is another pod of that name. */
export function lookOf(pod: KubeObject, uid: string, container: string): Look | undefined {
  const metadata = part(pod, "metadata");
  if (metadata.uid !== uid) return undefined;
  const status = part(pod, "status");
  const own = STATUSES.flatMap((key) => (Array.isArray(status[key]) ? status[key].filter(isObject) : [])).find(
    ({ name }) => name === container,
  );
  const { terminated } = part(own ?? {}, "state");
  const { restartPolicy = "Always" } = part(pod, "spec");
  const isDone = isObject(terminated) && (restartPolicy === "OnFailure" ? terminated.exitCode === 0 : false);
  const isLast = restartPolicy === "Never" || metadata.deletionTimestamp !== undefined;
  const isOver = ["Succeeded", "Failed"].includes(String(status.phase)) || isDone || (isLast && isObject(terminated));
  return { id: String(own?.containerID ?? ""), isOver };
}
