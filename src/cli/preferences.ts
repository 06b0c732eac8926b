import type { World } from "../core/world.ts";
import type { Entry } from "./command.ts";
import type { FlagTable } from "./flag-table.ts";
import type { NamedDefault } from "./parse.ts";

export interface Preferences {
  readonly argv: readonly string[];
}

/** SCAFFOLD */
export async function applyPreferences(_root: Entry, argv: readonly string[], _world: World): Promise<Preferences> {
  return { argv };
}

export const defaultsFor = (_p: Preferences, _path: readonly string[], _flags: FlagTable): readonly NamedDefault[] => [];
