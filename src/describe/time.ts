import { formatAge } from "../core/duration.ts";
import type { Json } from "../core/object.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number): string => String(value).padStart(2, "0");

/** What Go writes for a moment that was never set. */
const NEVER = "Mon, 01 Jan 0001 00:00:00 +0000";

/** A moment in the words of mail headers and in the time zone of this machine: "Mon, 02 Jan 2006 15:04:05 -0700". */
export function moment(time: Json | undefined): string {
  const at = new Date(typeof time === "string" ? time : Number.NaN);
  if (Number.isNaN(at.getTime())) return NEVER;
  const day = `${DAYS[at.getDay()]}, ${two(at.getDate())} ${MONTHS[at.getMonth()]} ${String(at.getFullYear()).padStart(4, "0")}`;
  const offset = -at.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.trunc(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${zone}`;
}

/** Whether there is a moment at all. */
export const isSet = (time: Json | undefined): boolean => typeof time === "string" && !Number.isNaN(Date.parse(time));

/** How long ago a moment was, in two units; "<unknown>" when it was never set. */
export const age = (time: Json | undefined, now: number): string =>
  isSet(time) ? formatAge(now - Date.parse(time as string)) : "<unknown>";

/** A moment as Go prints it by itself: "2006-01-02 15:04:05 -0700 MST". */
export function stamp(time: Json | undefined): string {
  if (!isSet(time)) return "0001-01-01 00:00:00 +0000 UTC";
  const at = new Date(time as string);
  const [, zone = "+0000"] = / ([+-]\d{4})$/.exec(moment(time)) ?? [];
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${zone} ${zoneName(at, zone)}`;
}

/** Languages of countries whose zones have names of their own. */
const LANGUAGES = ["en-US", "en-GB", "en-IN", "en-AU", "en-NZ", "en-ZA", "ja-JP", "ko-KR"];

/** The short name of this machine's time zone; zones without one are called by their offset. */
function zoneName(at: Date, zone: string): string {
  const names = LANGUAGES.map((language) => {
    const shown = new Intl.DateTimeFormat(language, { timeZoneName: "short" }).formatToParts(at);
    return shown.find(({ type }) => type === "timeZoneName")?.value ?? "";
  });
  return names.find((name) => /^[A-Z]{3,5}$/.test(name)) ?? zone.replace(/00$/, "");
}
