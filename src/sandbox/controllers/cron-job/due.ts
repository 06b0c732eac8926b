import type { KubeObject } from "../../../core/object.ts";
import { nextTime, readSchedule } from "../../cron.ts";
import { createdAt, specOf, statusOf } from "../owned.ts";

/** Missed starts beyond this number are told of. */
const MANY = 100;
const WALKED = 8 * 86_400_000;

export interface Due {
  /** The last start that is due and has not been made. */
  readonly time: number | undefined;
  readonly isTooMany: boolean;
  /** When the one after it comes; undefined when there is none. */
  readonly next: number | undefined;
}

/** What a cron job should have started by now; throws Error when its schedule cannot be read. */
export function dueOf(cronJob: KubeObject, now: number): Due {
  const { schedule, timeZone, startingDeadlineSeconds } = specOf(cronJob);
  const readable = readSchedule(String(schedule));
  const zone = String(timeZone ?? "UTC");
  const last = Date.parse(String(statusOf(cronJob).lastScheduleTime));
  const since = Number.isFinite(last) ? last : createdAt(cronJob);
  const earliest = startingDeadlineSeconds === undefined ? since : now - Number(startingDeadlineSeconds) * 1000;
  let [time, count] = [undefined as number | undefined, 0];
  let next = nextTime(readable, Math.max(since, earliest), zone);
  while (next !== undefined && next <= now) {
    [time, count] = [next, count + 1];
    // A long sleep is not walked through minute by minute.
    next = nextTime(readable, count > MANY ? Math.max(next, now - WALKED) : next, zone);
  }
  return { time, isTooMany: count > MANY, next };
}
