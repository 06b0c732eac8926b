import { readFile } from "node:fs/promises";

/** The names of this machine's users and groups; "" for unknown numbers. */
export interface Owners {
  userOf(id: number): string;
  groupOf(id: number): string;
}

/** Reads the names where the system keeps them in files, as kubectl does. */
export async function readOwners(folder = "/etc"): Promise<Owners> {
  const [users, groups] = await Promise.all([namesIn(`${folder}/passwd`), namesIn(`${folder}/group`)]);
  return { userOf: (id) => users.get(id) ?? "", groupOf: (id) => groups.get(id) ?? "" };
}

async function namesIn(file: string): Promise<ReadonlyMap<number, string>> {
  const text = await readFile(file, "utf8").catch(() => "");
  const rows = text.split("\n").map((line) => line.split(":"));
  // The first of several names counts.
  return new Map(rows.reverse().flatMap(([name, , id]) => (name && id ? [[Number(id), name] as const] : [])));
}
