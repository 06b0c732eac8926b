import { parseDuration } from "../core/duration.ts";

/** When something is due: at minutes of a calendar, or every so many milliseconds. */
export type Schedule = Calendar | { readonly every: number };

interface Calendar {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Whether days of the month and of the week must both fit, because one of them is any. */
  readonly isBoth: boolean;
}

const NAMED: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

const MONTHS = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The schedule of a cron job; throws an Error with the real parser's words. */
export function readSchedule(given: string): Schedule {
  const text = given.trim();
  if (text === "") throw new Error("empty spec string");
  if (text.startsWith("@every ")) return { every: Math.max(1000, Math.floor(everyOf(text) / 1000) * 1000) };
  if (text.startsWith("@") && NAMED[text] === undefined) throw new Error(`unrecognized descriptor: ${text}`);
  const fields = (NAMED[text] ?? text).split(/\s+/);
  if (fields.length !== 5) throw new Error(`expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`);
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string];
  return {
    minutes: readField(minute, { least: 0, most: 59 }),
    hours: readField(hour, { least: 0, most: 23 }),
    days: readField(day, { least: 1, most: 31 }),
    months: readField(month, { least: 1, most: 12, names: MONTHS }),
    weekdays: readField(weekday, { least: 0, most: 6, names: WEEKDAYS }),
    isBoth: [day, weekday].some((field) => field.split(",").some((part) => /^[*?](\/1)?$/.test(part))),
  };
}

function everyOf(text: string): number {
  try {
    return parseDuration(text.slice("@every ".length));
  } catch (error) {
    throw new Error(`failed to parse duration ${text}: ${(error as Error).message}`);
  }
}

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const readField = (field: string, limits: Limits): Set<number> =>
  new Set(
    field
      .split(",")
      .filter((part) => part !== "")
      .flatMap((part) => readRange(part, limits)),
  );

/** "5", "1-5", "*", with "/2" behind it: each second. */
function readRange(text: string, limits: Limits): number[] {
  const [range = "", stepText, tooMany] = text.split("/");
  if (tooMany !== undefined) throw new Error(`too many slashes: ${text}`);
  const [first = "", last, more] = range.split("-");
  if (more !== undefined) throw new Error(`too many hyphens: ${text}`);
  const isAny = first === "*" || first === "?";
  const start = isAny ? limits.least : readNumber(first, limits);
  const single = isAny || stepText !== undefined ? limits.most : start;
  const end = last === undefined ? single : readNumber(last, limits);
  const step = stepText === undefined ? 1 : readNumber(stepText, { ...limits, names: [] });
  if (start < limits.least) throw new Error(`beginning of range (${start}) below minimum (${limits.least}): ${text}`);
  if (end > limits.most) throw new Error(`end of range (${end}) above maximum (${limits.most}): ${text}`);
  if (start > end) throw new Error(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) throw new Error(`step of range should be a positive number: ${text}`);
  return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, at) => start + at * step);
}

function readNumber(text: string, { names = [] }: Limits): number {
  const named = text === "" ? -1 : names.indexOf(text.toLowerCase());
  if (named >= 0) return named;
  if (!/^[+-]?\d+$/.test(text)) {
    const words = `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw new Error(`failed to parse int from ${text}: ${words}`);
  }
  if (Number(text) < 0) throw new Error(`negative number (${Number(text)}) not allowed: ${text}`);
  return Number(text);
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Nothing that is due comes later than this: the 29th of February may be eight years away. */
const FARTHEST_DAYS = 366 * 8;

/** The first time after a moment at which a schedule is due, in a time zone; undefined when there is none. */
export function nextTime(schedule: Schedule, after: number, zone = "UTC"): number | undefined {
  if ("every" in schedule) return Math.floor(after / 1000) * 1000 + schedule.every;
  const start = wallClock(after, zone) + MINUTE;
  const first = Math.floor(start / MINUTE) * MINUTE;
  for (let day = 0; day < FARTHEST_DAYS; day++) {
    const midnight = Math.floor(first / DAY) * DAY + day * DAY;
    if (!isDay(schedule, new Date(midnight))) continue;
    for (const hour of ordered(schedule.hours)) {
      for (const minute of ordered(schedule.minutes)) {
        const wall = midnight + (hour * 60 + minute) * MINUTE;
        if (wall >= first) return wall - (wallClock(wall, zone) - wall);
      }
    }
  }
  return undefined;
}

const ordered = (numbers: ReadonlySet<number>): number[] => [...numbers].sort((a, b) => a - b);

function isDay({ days, months, weekdays, isBoth }: Calendar, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const fits = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return isBoth ? fits.every(Boolean) : fits.some(Boolean);
}

/** What a zone's clock shows at a moment, as if it were UTC. */
function wallClock(moment: number, zone: string): number {
  if (zone === "UTC") return moment;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}
