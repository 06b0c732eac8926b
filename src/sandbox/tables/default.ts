import { nameOf } from "../../core/object.ts";
import { createdAt, NAME } from "./cells.ts";
import type { KindTable } from "./kind-table.ts";

/** Kinds without columns of their own: the name and when it was created. */
export const defaultTable: KindTable = {
  columns: [
    NAME,
    {
      name: "Created At",
      type: "date",
      description: "CreationTimestamp is a timestamp representing the server time when this object was created.",
      priority: 0,
    },
  ],
  cells: (object) => [nameOf(object), createdAt(object)],
};
