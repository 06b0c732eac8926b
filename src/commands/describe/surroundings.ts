import type { Cluster } from "../../client/cluster.ts";
import { lazy } from "../../client/lazy.ts";
import type { Resource } from "../../client/resource.ts";
import type { KubeObject } from "../../core/object.ts";
import { isAbout } from "../../describe/events.ts";
import { type About, EVENTS, type Surroundings, type TypeOf, type Where } from "../../describe/surroundings.ts";
import { fetchNamed, fetchPages, itemsOf } from "../../resources/fetch.ts";
import { withKind } from "../../resources/objects.ts";
import type { Place } from "../../resources/places.ts";
import type { Given } from "./run.ts";

const WANT = { accept: "application/json" };

/** What descriptions may ask the server for; with `wantsEvents` false they are not told of events. */
export function surroundings(
  { cluster, flags, world }: Given,
  items: readonly Pick<Place, "resource" | "namespace">[],
  wantsEvents: boolean,
): Surroundings {
  const chunkSize = Math.max(0, flags.chunkSize);
  const list = (type: TypeOf, where: Where) => listAll(cluster, type, where, chunkSize);
  const shared = sharedEvents(items, (where) => list(EVENTS, where));
  return {
    now: world.now(),
    list,
    get: (type, name, namespace) =>
      fetchNamed(cluster, { resource: resourceOf(type), namespace, name }, { ...WANT, chunkSize: 0 }, false),
    async events(about) {
      if (!wantsEvents) return undefined;
      const all = await shared(about);
      if (all) return all.filter((event) => isAbout(event, about));
      return await list(EVENTS, whereEvents(about));
    },
  };
}

/** From so many objects of a kind on, their events are fetched together. */
const TOGETHER = 8;

type Shared = (about: About) => Promise<readonly KubeObject[] | undefined>;

/** The events about all objects of a kind: one list of the namespace, or of all; undefined where that is not worth it, or refused. */
function sharedEvents(
  items: readonly Pick<Place, "resource" | "namespace">[],
  list: (where: Where) => Promise<KubeObject[]>,
): Shared {
  const pools = new Map<string, () => Promise<readonly KubeObject[] | undefined>>();
  const poolOf = (kind: string): (() => Promise<readonly KubeObject[] | undefined>) | undefined => {
    const own = items.filter((item) => item.resource.kind === kind);
    const spaces = new Set(own.map(({ namespace }) => namespace));
    const [only] = spaces;
    if (own.length < TOGETHER) return undefined;
    const where = {
      ...(spaces.size === 1 && only ? { namespace: only } : {}),
      fieldSelector: `involvedObject.kind=${kind}`,
    };
    return lazy(() => list(where).catch(() => undefined));
  };
  for (const kind of new Set(items.map(({ resource }) => resource.kind))) {
    const pool = poolOf(kind);
    if (pool) pools.set(kind, pool);
  }
  return async ({ kind }) => await pools.get(kind)?.();
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

function whereEvents({ kind, name, namespace, uid }: About): Where {
  const fieldSelector = Object.entries({ name, namespace, kind, uid })
    .map(([key, value]) => `involvedObject.${key}=${escapeValue(value)}`)
    .join(",");
  return { ...(namespace === "" ? {} : { namespace }), fieldSelector };
}

/** The characters that mean something in a field selector. */
const escapeValue = (text: string): string => text.replace(/[\\,=]/g, (one) => `\\${one}`);
