// Changes manifests as people do: fields and elements come, go, change and move.

/** @typedef {import("../../../src/core/object.ts").Json} Json */
/** @typedef {import("../../../src/core/object.ts").JsonObject} JsonObject */

/** A generator of numbers from 0 to 1, the same for the same seed. @param {number} seed */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const KEYS = ["name", "containerPort", "port", "mountPath", "ip", "key", "uid", "type"];

/** @param {JsonObject} manifest @param {() => number} next @returns {JsonObject} */
export function mutate(manifest, next) {
  const { apiVersion = "", kind = "", metadata = {}, ...rest } = manifest;
  const { name = "", ...others } = /** @type {JsonObject} */ (metadata);
  const changed = /** @type {JsonObject} */ (change(others, next));
  return { apiVersion, kind, metadata: { name, ...changed }, .../** @type {JsonObject} */ (change(rest, next)) };
}

/** @param {Json} value @param {() => number} next @returns {Json} */
function change(value, next) {
  if (Array.isArray(value)) return changeList(value, next);
  if (typeof value === "object" && value !== null) return changeMap(value, next);
  if (next() > 0.06) return value;
  if (typeof value === "number") return value + 1 + Math.floor(next() * 3);
  return typeof value === "boolean" ? !value : `${value}1`;
}

/** @param {JsonObject} map @param {() => number} next */
function changeMap(map, next) {
  /** @type {JsonObject} */
  const out = {};
  for (const [key, value] of Object.entries(map)) {
    if (next() < 0.04) continue;
    out[key] = next() < 0.015 ? null : change(value, next);
  }
  if (Object.values(map).every((value) => typeof value === "string") && next() < 0.1) out.added = "v";
  return out;
}

/** @param {Json[]} list @param {() => number} next */
function changeList(list, next) {
  const out = list.map((value) => change(value, next));
  const place = () => Math.floor(next() * out.length);
  if (next() < 0.15) out.splice(place(), 1);
  if (next() < 0.12 && out.length > 0) out.splice(place(), 0, renamed(/** @type {Json} */ (out[place()])));
  if (next() < 0.12) out.reverse();
  return out;
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
