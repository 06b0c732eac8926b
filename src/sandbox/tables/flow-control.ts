import { type Json, type KubeObject, nameOf } from "../../core/object.ts";
import { numberAt, objectAge, objectsAt, orNone, textAt, valueAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

export const flowSchemas: Cells = (object, now) => [
  nameOf(object),
  textAt(object, "spec", "priorityLevelConfiguration", "name"),
  numberAt(object, "spec", "matchingPrecedence"),
  orNone(textAt(object, "spec", "distinguisherMethod", "type")),
  objectAge(object, now),
  dangling(object),
];

/** Flow schemas stand in the order in which they are tried. */
export const byPrecedence = (a: KubeObject, b: KubeObject): number =>
  numberAt(a, "spec", "matchingPrecedence") - numberAt(b, "spec", "matchingPrecedence");

const dangling = (object: KubeObject): string =>
  String(objectsAt(object, "status", "conditions").find(({ type }) => type === "Dangling")?.status ?? "?");

export const priorityLevels: Cells = (object, now) => {
  const limited = valueAt(object, "spec", "limited");
  const queuing = valueAt(limited, "limitResponse", "queuing");
  const orNothing = (value: Json | undefined): Json => value ?? "<none>";
  return [
    nameOf(object),
    textAt(object, "spec", "type"),
    orNothing(valueAt(limited, "nominalConcurrencyShares")),
    orNothing(valueAt(queuing, "queues")),
    orNothing(valueAt(queuing, "handSize")),
    orNothing(valueAt(queuing, "queueLengthLimit")),
    objectAge(object, now),
  ];
};
