import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../../client/cluster.ts";
import { StatusError } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { selectorText } from "../../core/label-selector.ts";
import { type KubeObject, kindOf, nameOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { type Kept, keepList, lookAt } from "../../resources/keep.ts";
import type { Item } from "../../resources/objects.ts";
import type { Target } from "../../resources/target.ts";
import { causesOf } from "../../rollout/causes/snapshot.ts";
import { causeText, judge, NOTHING_SEEN } from "../../rollout/causes/verdict.ts";
import { part } from "../../rollout/kinds.ts";

/** What is done with causes: each new one is told, and some end the wait. */
export interface Explaining {
  readonly tell: (line: string) => void;
  /** How long each may last; undefined when none ends the wait. */
  readonly graces: Readonly<Record<string, number>> | undefined;
}

export interface Place {
  readonly cluster: Cluster;
  readonly world: World;
  readonly item: Item;
}

type Watched = "sets" | "pods" | "events";
type Lists = Partial<Record<Watched, Kept>>;

const TICK = 200;

/**
 * Watches over a workload until aborted: tells each new cause that keeps it from its end, and throws when one has lasted too
 * long. `seen` gives the workload as it is.
 */
export async function explain(
  place: Place,
  { tell, graces = {} }: Explaining,
  { seen, signal }: { readonly seen: () => KubeObject; readonly signal: AbortSignal },
): Promise<never> {
  const lists: Lists = {};
  const wanted = targetsOf(place.item);
  const keeping = Object.entries(wanted).map(([name, target]) =>
    keepOne(place, target, lists, name as Watched, signal),
  );
  const looking = look(place, { lists, count: keeping.length, tell, graces, seen, signal });
  return await Promise.race([looking, ...keeping]);
}

/** Tells the causes there are at the moment. */
export async function explainOnce(
  { cluster, world, item }: Place,
  object: KubeObject,
  tell: Explaining["tell"],
): Promise<void> {
  const lists: Lists = {};
  for (const [name, target] of Object.entries(targetsOf(item))) {
    lists[name as Watched] = (await lookAt(cluster, target).catch(unreadable(cluster, target))).objects;
  }
  const verdict = judge(NOTHING_SEEN, causesNow(lists, object, world), { now: world.now(), graces: {} });
  for (const line of verdict.lines) tell(line);
}

function targetsOf({ resource, namespace, object }: Item): Partial<Record<Watched, Target>> {
  const of = (group: string, plural: string, kind: string) => ({ ...resource, group, version: "v1", plural, kind });
  const labelSelector = selectorText(part(part(object, "spec"), "selector"));
  return {
    ...(kindOf(object) === "Deployment"
      ? { sets: { resource: of("apps", "replicasets", "ReplicaSet"), namespace, labelSelector } }
      : {}),
    pods: { resource: of("", "pods", "Pod"), namespace, labelSelector },
    events: { resource: of("", "events", "Event"), namespace, fieldSelector: "type=Warning" },
  };
}

async function keepOne(
  { cluster }: Place,
  target: Target,
  lists: Lists,
  name: Watched,
  signal: AbortSignal,
): Promise<never> {
  const changed = (objects: Kept) => {
    lists[name] = objects;
  };
  try {
    return await keepList(cluster, target, { signal, changed });
  } catch (error) {
    changed(unreadable(cluster, target)(error).objects);
    return await new Promise<never>(() => undefined);
  }
}

/** Who may not read events still sees what pods say; the gap is told. */
const unreadable =
  (cluster: Cluster, { resource }: Target) =>
  (error: unknown): { readonly objects: Kept } => {
    if (!(error instanceof StatusError)) throw error;
    cluster.warn(`causes are told without ${resource.plural}, which cannot be read: ${error.message}`);
    return { objects: new Map() };
  };

interface Looking extends Required<Explaining> {
  readonly lists: Lists;
  /** How many lists there have to be before anything is said. */
  readonly count: number;
  readonly seen: () => KubeObject;
  readonly signal: AbortSignal;
}

async function look({ world }: Place, { lists, count, tell, graces, seen, signal }: Looking): Promise<never> {
  let memory = NOTHING_SEEN;
  for (;;) {
    await sleep(TICK, undefined, { signal });
    if (Object.keys(lists).length < count) continue;
    const object = seen();
    const verdict = judge(memory, causesNow(lists, object, world), { now: world.now(), graces: graces ?? {} });
    memory = verdict.memory;
    for (const line of verdict.lines) tell(line);
    if (verdict.fatal) {
      const what = `${kindOf(object).toLowerCase()} ${JSON.stringify(nameOf(object))}`;
      throw new CliError(`${what} cannot go on: ${causeText(verdict.fatal)}`);
    }
  }
}

const causesNow = ({ sets, pods, events }: Lists, object: KubeObject, world: World) =>
  causesOf({
    object,
    sets: sets?.values() ?? [],
    pods: pods?.values() ?? [],
    events: events?.values() ?? [],
    now: world.now(),
  });
