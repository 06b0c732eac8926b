import type { Json, KubeObject } from "../../core/object.ts";

/** One column of a server-side Table (meta/v1 TableColumnDefinition). */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "date";
  /** "name" for the first column. */
  readonly format?: string;
  readonly description: string;
  /** 0 is always shown, 1 with -o wide. */
  readonly priority: number;
}

/** One cell for each of a kind's columns; `now` (milliseconds) is what ages are counted to. */
export type Cells = (object: KubeObject, now: number) => readonly Json[];

/** How objects of a kind are listed. */
export interface KindTable {
  readonly columns: readonly Column[];
  readonly cells: Cells;
  /** The order of rows, where it is not that of names. */
  readonly order?: (a: KubeObject, b: KubeObject) => number;
}
