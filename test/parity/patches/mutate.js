// Changes manifests as people do: fields and elements come, go, change and move.
import fc from "fast-check";

/** @typedef {import("../../../src/core/object.ts").Json} Json */
/** @typedef {import("../../../src/core/object.ts").JsonObject} JsonObject */

const KEYS = ["name", "containerPort", "port", "mountPath", "ip", "key", "uid", "type"];

/** True in so many of a hundred cases. @param {number} percent */
const chance = (percent) => fc.integer({ min: 1, max: 100 }).map((drawn) => drawn <= percent);

/** The manifest as somebody may have changed it; what it is and its name stay. @param {JsonObject} manifest @returns {fc.Arbitrary<JsonObject>} */
export function changed({ apiVersion = "", kind = "", metadata = {}, ...rest }) {
  const { name = "", ...others } = /** @type {JsonObject} */ (metadata);
  return fc
    .tuple(changedMap(others), changedMap(rest))
    .map(([metadata, fields]) => ({ apiVersion, kind, metadata: { name, ...metadata }, ...fields }));
}

/** @param {Json} value @returns {fc.Arbitrary<Json>} */
function changedValue(value) {
  if (Array.isArray(value)) return changedList(value);
  if (typeof value === "object" && value !== null) return changedMap(value);
  return fc.oneof({ arbitrary: fc.constant(value), weight: 94 }, { arbitrary: otherScalar(value), weight: 6 });
}

/** @param {Json} value @returns {fc.Arbitrary<Json>} */
function otherScalar(value) {
  if (typeof value === "number") return fc.integer({ min: 1, max: 3 }).map((step) => value + step);
  return fc.constant(typeof value === "boolean" ? !value : `${value}1`);
}

/** Some fields go, some become null, the rest may change; a map of texts may gain one. @param {JsonObject} map @returns {fc.Arbitrary<JsonObject>} */
function changedMap(map) {
  const gone = Symbol();
  const fields = Object.entries(map).map(([key, value]) =>
    fc.tuple(
      fc.constant(key),
      fc.oneof(
        { arbitrary: changedValue(value), weight: 945 },
        { arbitrary: fc.constant(gone), weight: 40 },
        { arbitrary: fc.constant(null), weight: 15 },
      ),
    ),
  );
  const isTexts = Object.values(map).every((value) => typeof value === "string");
  return fc.tuple(fc.tuple(...fields), chance(isTexts ? 10 : 0)).map(([pairs, hasMore]) => ({
    ...Object.fromEntries(pairs.filter(([, value]) => value !== gone)),
    ...(hasMore && { added: "v" }),
  }));
}

/** Elements change, one may go, one may come, and they may stand in another order. @param {Json[]} list @returns {fc.Arbitrary<Json[]>} */
function changedList(list) {
  const place = fc.nat({ max: Math.max(0, list.length - 1) });
  return fc
    .record({
      out: fc.tuple(...list.map(changedValue)),
      place,
      loses: chance(15),
      gains: chance(12),
      turns: chance(12),
    })
    .map(({ out, place, loses, gains, turns }) => {
      const left = loses ? out.filter((_, at) => at !== place) : [...out];
      const twin = left[Math.min(place, left.length - 1)];
      if (gains && twin !== undefined) left.splice(place, 0, renamed(twin));
      return turns ? left.reverse() : left;
    });
}

/** A new element in the likeness of another. @param {Json} element @returns {Json} */
function renamed(element) {
  if (typeof element === "string") return `${element}z`;
  if (typeof element !== "object" || element === null || Array.isArray(element)) return element;
  const entries = Object.entries(element).map(([key, value]) => {
    if (!KEYS.includes(key)) return [key, value];
    return [key, typeof value === "number" ? value + 100 : `${value}n`];
  });
  return Object.fromEntries(entries);
}
