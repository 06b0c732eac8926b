import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import type { Json } from "../core/object.ts";
import { canonicalQuantity } from "../core/quantity-text.ts";
import { mismatch, type Place } from "./mistake.ts";

/** A type with a JSON form of its own: its zero value, and how a value is read and written again; throws Go's errors. */
interface Custom {
  readonly zero: Json;
  readonly read: (value: Json, place: Place) => Json;
}

const asIs: Custom = { zero: null, read: (value) => value };

const CUSTOMS: Readonly<Record<string, Custom>> = {
  "resource.Quantity": { zero: "0", read: (value) => canonicalQuantity(quantityText(value)) },
  "intstr.IntOrString": { zero: 0, read: readNumberOrName },
  "v1.Time": { zero: null, read: (value, place) => readTime(value, place, 0) },
  "v1.MicroTime": { zero: null, read: (value, place) => readTime(value, place, 6) },
};

/** The custom type of a name; one that holds any JSON where nothing else is known. */
export const customOf = (name: string): Custom => CUSTOMS[name] ?? asIs;

const quantityText = (value: Json): string => (typeof value === "string" ? value.trim() : writeJson(value));

function readNumberOrName(value: Json, place: Place): Json {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isInteger(value) && (value | 0) === value) return value;
  throw mismatch(value, { name: "int32", form: "int32" }, place);
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/** A time in UTC with so many digits after the point. */
function readTime(value: Json, place: Place, digits: 0 | 6): Json {
  if (typeof value !== "string") throw mismatch(value, { name: "string", form: "string" }, place);
  const [, seconds, fraction = "", zone] = TIME.exec(value) ?? [];
  const time = new Date(`${seconds}${zone}`);
  if (seconds === undefined || Number.isNaN(time.getTime())) {
    const layout = `2006-01-02T15:04:05${digits ? ".000000" : ""}Z07:00`;
    throw new CliError(
      `parsing time ${JSON.stringify(value)} as "${layout}": cannot parse ${JSON.stringify(value)} as "2006"`,
    );
  }
  const end = digits ? `.${fraction.padEnd(6, "0").slice(0, 6)}Z` : "Z";
  return time.toISOString().replace(/\.\d+Z$/, end);
}
