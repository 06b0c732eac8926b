import { bool } from "./flags.ts";
import { annotated, CHANGE_CAUSE } from "./last-applied.ts";
import type { KubeObject } from "./object.ts";

/** kubectl's old --record: hidden, deprecated, and still what fills CHANGE-CAUSE of `rollout history`. */
export const recordFlag = () =>
  bool("Remember the command line in an annotation.", {
    hidden: true,
    deprecated: "--record will be removed in the future",
  });

/** A copy of the object that names the command line as the cause of its change; the object itself for an empty one. */
export const withChangeCause = (object: KubeObject, commandLine: string): KubeObject =>
  commandLine === "" ? object : annotated(object, CHANGE_CAUSE, commandLine);
