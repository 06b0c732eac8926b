import { rawPath, sendRaw } from "../../client/raw.ts";
import type { GetInvocation } from "./get.ts";

/** Prints what the server answers to a path, byte by byte as it comes. */
export async function printRaw({ flags, cluster, world }: GetInvocation): Promise<void> {
  await sendRaw(cluster, { path: rawPath(flags.raw) }, world);
}
