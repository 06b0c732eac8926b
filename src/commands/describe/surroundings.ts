import type { Cluster } from "../../client/cluster.ts";
import type { Resource } from "../../client/resource.ts";
import type { KubeObject } from "../../core/object.ts";
import { type About, EVENTS, type Surroundings, type TypeOf, type Where } from "../../describe/surroundings.ts";
import { fetchNamed, fetchPages, itemsOf } from "../../resources/fetch.ts";
import type { Item } from "../../resources/objects.ts";
import { withKind } from "../../resources/objects.ts";
import type { Given } from "./run.ts";

const WANT = { accept: "application/json" };

/** What descriptions may ask the server for. */
export function surroundings(
  { cluster, flags, world }: Given,
  _items: readonly Item[],
  wantsEvents: boolean,
): Surroundings {
  const chunkSize = Math.max(0, flags.chunkSize);
  const list = (type: TypeOf, where: Where) => listAll(cluster, type, where, chunkSize);
  return {
    now: world.now(),
    list,
    get: (type, name, namespace) =>
      fetchNamed(cluster, { resource: resourceOf(type), namespace, name }, { ...WANT, chunkSize: 0 }, false),
    async events(about) {
      if (!wantsEvents) return undefined;
      const { namespace } = about;
      const where = { ...(namespace === "" ? {} : { namespace }), fieldSelector: eventSelector(about) };
      return await list(EVENTS, where).catch(() => []);
    },
  };
}

/** A type as requests need it. */
const resourceOf = (type: TypeOf): Resource => ({
  ...type,
  kind: "",
  singular: "",
  verbs: [],
  shortNames: [],
  categories: [],
  subresources: [],
});

async function listAll(cluster: Cluster, type: TypeOf, where: Where, chunkSize: number): Promise<KubeObject[]> {
  const target = { resource: resourceOf(type), namespace: where.namespace, ...where };
  const found: KubeObject[] = [];
  for await (const page of fetchPages(cluster, target, { ...WANT, chunkSize }, () => void found.splice(0))) {
    for (const one of itemsOf(page)) found.push(withKind(one, page));
  }
  return found;
}

const eventSelector = ({ kind, name, namespace, uid }: About): string =>
  Object.entries({ name, namespace, kind, uid })
    .map(([key, value]) => `involvedObject.${key}=${escapeValue(value)}`)
    .join(",");

/** The characters that mean something in a field selector. */
const escapeValue = (text: string): string => text.replace(/[\\,=]/g, (one) => `\\${one}`);
