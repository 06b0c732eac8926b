import { isObject, type Json, type JsonObject } from "../core/object.ts";

/** The object at a key; an empty one when there is none. */
export const part = (holder: Json | undefined, key: string): JsonObject => {
  const found = isObject(holder) ? holder[key] : undefined;
  return isObject(found) ? found : {};
};

/** The objects of a list at a key; none when there is no list. */
export const parts = (holder: Json | undefined, key: string): JsonObject[] => {
  const found = isObject(holder) ? holder[key] : undefined;
  return Array.isArray(found) ? found.filter(isObject) : [];
};

/** The texts of a list at a key. */
export const words = (holder: JsonObject, key: string): string[] => {
  const found = holder[key];
  return Array.isArray(found) ? found.map(String) : [];
};

/** A scalar as text; empty when it is not there. */
export const text = (value: Json | undefined): string => (value === undefined || value === null ? "" : String(value));

/** The entries of a map, sorted by their keys. */
export const sorted = (map: JsonObject): [string, string][] =>
  Object.entries(map)
    .map(([key, value]): [string, string] => [key, text(value)])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** Orders objects by a text field, by bytes as far as letters of the API go. */
export const byKey =
  (key: string) =>
  (a: JsonObject, b: JsonObject): number => {
    const [left, right] = [text(a[key]), text(b[key])];
    return left < right ? -1 : left > right ? 1 : 0;
  };

/** A number as text; "0" when it is not there. */
export const number = (value: Json | undefined): string => text(value) || "0";

/** A truth as kubectl writes it. */
export const truth = (value: Json | undefined): string => (value === true ? "True" : "False");
