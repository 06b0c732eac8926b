import type { KubeObject } from "../../core/object.ts";
import { fetchNamed, fetchPages, itemsOf, type Want } from "../../resources/fetch.ts";
import { withKind } from "../../resources/objects.ts";
import type { Target } from "../../resources/target.ts";
import type { GetInvocation } from "./get.ts";

/** The objects of a target, page by page; `restart` is called when a list starts again from its first object. */
export async function* objectPages(
  { flags, cluster }: GetInvocation,
  target: Target,
  restart: () => void,
): AsyncGenerator<KubeObject[]> {
  // The whole list is needed to sort it.
  const want: Want = { accept: "application/json", chunkSize: flags.sortBy ? 0 : flags.chunkSize };
  const clean = flags.export ? (await import("../../resources/export.ts")).reappliable : undefined;
  const finish = (objects: KubeObject[]) => (clean ? objects.map(clean) : objects);
  if (target.name !== undefined) return yield finish([await fetchNamed(cluster, target, want)]);
  for await (const page of fetchPages(cluster, target, want, restart)) {
    yield finish(itemsOf(page).map((item) => withKind(item, page)));
  }
}
