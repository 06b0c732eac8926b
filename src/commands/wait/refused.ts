import type { Cluster } from "../../client/cluster.ts";
import { CliError } from "../../core/errors.ts";
import type { KubeObject } from "../../core/object.ts";
import { follow } from "../../resources/follow.ts";
import type { Place } from "../../resources/places.ts";
import { type Condition, holds, readCondition, uidOf } from "./condition.ts";

/** A condition that ends the wait, with the words it was given in. */
export interface Refused {
  readonly text: string;
  readonly condition: Condition;
}

/** A condition has come true that must not. */
export class ConditionRefused extends CliError {}

/** Reads the conditions of our own flags, which look at objects that are there. */
export function readOwnCondition(flag: string, text: string): Refused {
  const condition = readCondition(text);
  if (condition.kind === "create")
    throw new CliError(`${flag} takes delete, condition=NAME[=VALUE] and jsonpath=PATH[=VALUE]`);
  return { text, condition };
}

/** Throws ConditionRefused when one of the conditions is true of an object. */
export function checkRefused(
  { resource, name }: Pick<Place, "resource" | "name">,
  refused: readonly Refused[],
  object: KubeObject | undefined,
  isGone: boolean,
): void {
  const found = refused.find(({ condition }) => holds(condition, object, isGone));
  if (found) throw new ConditionRefused(`${resource.plural}/${name} met --fail-on ${found.text}`);
}

interface Guarding {
  readonly cluster: Cluster;
  readonly signal: AbortSignal;
  readonly refused: readonly Refused[];
  /** What is waited for: an object that is there already does no harm any more. */
  readonly wanted: readonly (readonly Condition[])[];
}

/** Watches an object besides those that are waited for now; ends only when a refused condition comes true. */
export async function guard(place: Place, { cluster, signal, refused, wanted }: Guarding): Promise<void> {
  let uid: unknown;
  for await (const object of follow(cluster, place, signal)) {
    const isGone = object === undefined || (uid !== undefined && uidOf(object) !== uid);
    uid ??= object && uidOf(object);
    const isThere = wanted.every((group) => group.some((condition) => holds(condition, object, isGone)));
    if (!isThere) checkRefused(place, refused, object, isGone);
  }
}
