import { writeJson } from "../../core/json/write.ts";
import type { Json, JsonObject, KubeObject } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import { metadataOf } from "../api/metadata.ts";
import type { Kind } from "../kinds/kind.ts";
import { customTable } from "../tables/custom.ts";
import { defaultTable } from "../tables/default.ts";
import { tableOf } from "../tables/index.ts";
import type { KindTable } from "../tables/kind-table.ts";

/** In which form objects are sent: as they are, as rows of a Table, or with their metadata alone. */
export type Form = "object" | "table" | "metadata";

/** Reads an Accept header: the first form in it that we know. */
export function readForm(accept: string): Form {
  for (const part of accept.split(",")) {
    const parameters = new Map(part.split(";").map((one) => one.trim().split("=", 2) as [string, string]));
    const as = parameters.get("as");
    if (as === "Table" && parameters.get("v") === "v1") return "table";
    if (as?.startsWith("PartialObjectMetadata") && parameters.get("v") === "v1") return "metadata";
    if (as === undefined && /^\s*(application\/json|\*\/\*|application\/\*)/.test(part)) return "object";
  }
  return "object";
}

const tableFor = (machine: Machine, kind: Kind): KindTable => {
  const definition = machine.types.definition(kind.key);
  return definition ? customTable(definition, kind.version) : (tableOf(kind.key, kind.version) ?? defaultTable);
};

export interface TableQuery {
  /** includeObject: "Metadata" (when it is left out), "Object" or "None". */
  readonly include: string;
  /** Another table than the type's own. */
  readonly table?: KindTable;
  /** A watch sends the columns with its first event only. */
  readonly withColumns: boolean;
}

/** Objects as the rows of one Table. */
export function asTable(
  machine: Machine,
  kind: Kind,
  objects: readonly KubeObject[],
  metadata: JsonObject,
  { include, withColumns, table = tableFor(machine, kind) }: TableQuery,
): JsonObject {
  const now = machine.clock.now();
  const columns = table.columns.map((column) => ({ format: "", ...column })) as unknown as Json[];
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: withColumns ? columns : null,
    rows: (table.order ? [...objects].sort(table.order) : objects).map((object) => ({
      cells: [...table.cells(object, now)],
      object: included(object, include),
    })),
  };
}

function included(object: KubeObject, include: string): Json {
  if (include === "None") return null;
  return include === "Object" ? object : metadataOnly(object);
}

/** PartialObjectMetadata (meta/v1). */
export const metadataOnly = (object: KubeObject): JsonObject => ({
  kind: "PartialObjectMetadata",
  apiVersion: "meta.k8s.io/v1",
  metadata: metadataOf(object),
});

export const metadataList = (objects: readonly KubeObject[], metadata: JsonObject): string =>
  writeJson(
    { kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", metadata, items: objects.map(metadataOnly) },
    { sortKeys: false },
  );
