import { bool } from "./flags.ts";
import { annotated, CHANGE_CAUSE } from "./last-applied.ts";
import { type JsonObject, type KubeObject, stringMapOf } from "./object.ts";

/** kubectl's old --record: hidden, deprecated, and still what fills CHANGE-CAUSE of `rollout history`. */
export const recordFlag = () =>
  bool("Remember the command line in an annotation.", {
    hidden: true,
    deprecated: "--record will be removed in the future",
  });

/** The merge patch that names the command line as the cause of an object's change; undefined when it does already. */
export const causePatch = (object: KubeObject, commandLine: string): JsonObject | undefined =>
  stringMapOf(object, "annotations")[CHANGE_CAUSE] === commandLine
    ? undefined
    : { metadata: { annotations: { [CHANGE_CAUSE]: commandLine } } };

/** A copy of the object that names the command line as the cause of its change; the object itself for an empty one. */
export const withChangeCause = (object: KubeObject, commandLine: string): KubeObject =>
  commandLine === "" ? object : annotated(object, CHANGE_CAUSE, commandLine);
