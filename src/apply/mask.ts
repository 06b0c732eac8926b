import { readJson } from "../core/json/read.ts";
import { writeJson } from "../core/json/write.ts";
import { LAST_APPLIED } from "../core/last-applied.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../core/object.ts";
import { equals } from "../patch/own.ts";
import { lastAppliedText } from "./last-applied.ts";
import type { Change } from "./preview.ts";

const MASK = "***";

/**
 * Both sides with the values of a Secret masked, so that only whether they differ can be seen. The annotation of the last
 * apply holds them, too (kubectl forgets that); other kinds stay as they are.
 */
export function maskSecrets({ live, merged }: Change): Change {
  if (![live, merged].some((object) => object && isSecret(object))) return { live, merged };
  const [from, to] = maskFields(live, merged, ["data"]);
  const [before, after] = maskFields(appliedOf(live), appliedOf(merged), ["data", "stringData"]);
  return { live: withApplied(from, before), merged: withApplied(to, after) };
}

const isSecret = ({ apiVersion, kind }: KubeObject): boolean => apiVersion === "v1" && kind === "Secret";

type Side = JsonObject | undefined;

function maskFields(live: Side, merged: Side, fields: readonly string[]): readonly [Side, Side] {
  return fields.reduce<readonly [Side, Side]>(
    ([from, to], field) => {
      const [before, after] = [mapOf(from, field), mapOf(to, field)];
      return [
        from && before ? { ...from, [field]: masked(before, after, "before") } : from,
        to && after ? { ...to, [field]: masked(after, before, "after") } : to,
      ];
    },
    [live, merged],
  );
}

const mapOf = (side: Side, field: string): Side => {
  const map = side && Object.hasOwn(side, field) ? side[field] : undefined;
  return isObject(map) ? map : undefined;
};

function masked(values: JsonObject, others: Side, when: string): JsonObject {
  const isChanged = (key: string, value: Json) =>
    others !== undefined && Object.hasOwn(others, key) && !equals(others[key] as Json, value);
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([key, value]) => [key, isChanged(key, value) ? `${MASK} (${when})` : MASK]));
}

/** What the annotation holds; anything but an object counts as nothing. */
function appliedOf(object: Side): Side {
  const text = object && lastAppliedText(object);
  if (!text) return undefined;
  try {
    const applied = readJson(text);
    return isObject(applied) ? applied : undefined;
  } catch {
    return undefined;
  }
}

function withApplied(object: Side, applied: Side): Side {
  if (!object || lastAppliedText(object) === undefined) return object;
  const metadata = object.metadata as JsonObject;
  const annotations = metadata.annotations as JsonObject;
  const text = applied ? `${writeJson(applied)}\n` : MASK;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}
