import { CliError } from "../core/errors.ts";
import { CHANGE_CAUSE } from "../core/last-applied.ts";
import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";
import { withChangeCause } from "../core/record.ts";
import type { MapChange, MetadataField } from "./metadata-pairs.ts";

export interface Wanted {
  readonly field: MetadataField;
  readonly change: MapChange;
  readonly overwrite: boolean;
  readonly resourceVersion: string;
  /** The command line that is remembered as the cause (--record); empty: none is. */
  readonly cause: string;
}

export interface Changed {
  readonly object: KubeObject;
  /** RFC 7386 patch from the old object to the new one; undefined when nothing changes. */
  readonly patch: JsonObject | undefined;
  /** What kubectl says was done: labeled, unlabeled, modified, not labeled, annotated. */
  readonly words: string;
  /** Keys that were to be removed and were not there. */
  readonly missing: readonly string[];
}

/** Applies label or annotation changes to an object; throws AggregateError or CliError when values would be overwritten. */
export function applyChange(object: KubeObject, wanted: Wanted): Changed {
  const { field, change, resourceVersion } = wanted;
  const key = field === "label" ? "labels" : "annotations";
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const old = isObject(metadata[key]) ? withoutNulls(metadata[key]) : {};
  if (!wanted.overwrite) refuseOverwrites(old, change, field);
  const map: JsonObject = { ...old, ...Object.fromEntries(change.set) };
  for (const one of change.remove) delete map[one];
  const version = resourceVersion ? { resourceVersion } : {};
  const edits = mapEdits(old, change);
  // A version alone is no change: then nothing is sent.
  const patch = Object.keys(edits).length > 0 ? { [key]: edits, ...version } : {};
  const changed = {
    // As kubectl: metadata that is said to be null stays so.
    object: object.metadata === null ? object : { ...object, metadata: { ...metadata, [key]: map, ...version } },
    patch: Object.keys(patch).length > 0 ? { metadata: patch } : undefined,
    words: field === "label" ? labelWords(old, change) : "annotated",
    missing: change.remove.filter((one) => !(one in old)),
  };
  return wanted.cause ? withCause(changed, wanted) : changed;
}

/** As kubectl: labels that stay as they are record nothing; an annotation of the user's wins over the recorded one. */
function withCause(changed: Changed, { field, change, cause }: Wanted): Changed {
  const isOwn = field === "annotation" && (change.set.has(CHANGE_CAUSE) || change.remove.includes(CHANGE_CAUSE));
  if (isOwn || (field === "label" && !changed.patch)) return changed;
  const metadata = isObject(changed.patch?.metadata) ? changed.patch.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  return {
    ...changed,
    object: withChangeCause(changed.object, cause),
    patch: { metadata: { ...metadata, annotations: { ...annotations, [CHANGE_CAUSE]: cause } } },
  };
}

/** A value of null is read as an empty text. */
const withoutNulls = (map: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, value ?? ""]));

/** The part of a merge patch that makes the changes; null removes. */
function mapEdits(old: JsonObject, { set, remove }: MapChange): JsonObject {
  const edits: JsonObject = {};
  for (const [key, value] of set) if (old[key] !== value) edits[key] = value;
  for (const key of remove) if (key in old) edits[key] = null;
  return edits;
}

function refuseOverwrites(old: JsonObject, { set }: MapChange, field: MetadataField): void {
  const taken = [...set].filter(([key, value]) => key in old && old[key] !== value);
  if (taken.length === 0) return;
  if (field === "label") {
    throw new AggregateError(
      taken.map(([key]) => new CliError(`'${key}' already has a value (${old[key]}), and --overwrite is false`)),
    );
  }
  const list = taken.map(([key]) => `'${key}' already has a value (${old[key]})`).join("; ");
  throw new CliError(`--overwrite is false but found the following declared annotation(s): ${list}`);
}

function labelWords(old: JsonObject, { set, remove }: MapChange): string {
  const sets = [...set].some(([key, value]) => old[key] !== value);
  const removes = remove.some((key) => key in old);
  if (sets && removes) return "modified";
  return sets ? "labeled" : removes ? "unlabeled" : "not labeled";
}
