import type { ResourceKey } from "../kinds/kind.ts";
import type { KindTable } from "./kind-table.ts";

/** The tables of the types that have columns of their own. */
const TABLES: Readonly<Record<ResourceKey, KindTable>> = {};

export const tableOf = (key: ResourceKey): KindTable | undefined =>
  Object.hasOwn(TABLES, key) ? TABLES[key] : undefined;
