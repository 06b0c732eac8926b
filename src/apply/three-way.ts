import { CliError } from "../core/errors.ts";
import { readJson } from "../core/json/read.ts";
import { writeJson } from "../core/json/write.ts";
import { isObject, type Json, type JsonObject, type KubeObject } from "../core/object.ts";
import { PatchError } from "../patch/error.ts";
import { threeWayMergePatch } from "../patch/merge.ts";
import { combine, threeWayStrategicPatch } from "../patch/strategic/three-way.ts";
import { splitTwins } from "../patch/strategic/twins.ts";
import type { PatchType } from "../patch/strategic/type.ts";
import { lastAppliedText } from "./last-applied.ts";

/** A patch as it is sent. */
export interface Patch {
  readonly contentType: string;
  readonly body: JsonObject;
}

export interface Sides {
  readonly live: KubeObject;
  /** What is wanted, with itself in its annotation. */
  readonly modified: KubeObject;
}

/** No patch leads from one side to the other; `reason` is what stands at the end of kubectl's long message. */
export class NoPatchError extends CliError {
  readonly reason: string;

  constructor({ live, modified }: Sides, reason: string) {
    const original = lastAppliedText(live) ?? "";
    super(
      `creating patch with:\noriginal:\n${original}\nmodified:\n${writeJson(modified)}\n\ncurrent:\n${writeJson(live)}\n\nfor: ${reason}`,
    );
    this.reason = reason;
  }
}

/**
 * The patch that leads from the live object to the wanted one, without what others have added: strategic where the kind's
 * strategies are known, else a JSON merge patch. Throws NoPatchError where it would undo changes of others without `overwrite`.
 */
export function threeWayPatch(sides: Sides, type: PatchType | undefined, overwrite: boolean): Patch {
  try {
    const objects = { original: originalOf(sides.live), current: sides.live, modified: sides.modified };
    if (!type) return { contentType: "application/merge-patch+json", body: threeWayMergePatch(objects) };
    const { rest, twins } = splitTwins(objects, type);
    const body = combine(twins, threeWayStrategicPatch(rest, type, { overwrite }), type);
    return { contentType: "application/strategic-merge-patch+json", body };
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    if (!type && error.message.startsWith("precondition failed")) {
      throw new CliError("At least one of apiVersion, kind and name was changed", { cause: error });
    }
    throw new NoPatchError(sides, error.message);
  }
}

function originalOf(live: KubeObject): JsonObject {
  const text = lastAppliedText(live);
  if (!text) return {};
  let original: Json | undefined;
  try {
    original = readJson(text);
  } catch {
    // Somebody else wrote the annotation.
  }
  if (!isObject(original)) throw new PatchError("invalid JSON document");
  return original;
}
