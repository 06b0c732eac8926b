import { nameOf } from "../../core/object.ts";
import { AGE, NAME, numberAt, objectAge } from "./cells.ts";
import type { KindTable } from "./kind-table.ts";

/** How the scale of anything is shown. */
export const scaleTable: KindTable = {
  columns: [
    { ...NAME, format: "" },
    {
      name: "Desired",
      type: "integer",
      description: "replicas is the desired number of instances for the scaled object.",
      priority: 0,
    },
    {
      name: "Available",
      type: "integer",
      description: "replicas is the actual number of observed instances of the scaled object.",
      priority: 0,
    },
    { ...AGE, type: "string" },
  ],
  cells: (scale, now) => [
    nameOf(scale),
    numberAt(scale, "spec", "replicas"),
    numberAt(scale, "status", "replicas"),
    objectAge(scale, now),
  ],
};
