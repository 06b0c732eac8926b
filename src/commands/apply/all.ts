import { createAbsence } from "../../apply/absent.ts";
import { type Applied, type Applying, applyObject, fetchLive, type Live, type Wanted } from "../../apply/execute.ts";
import { type Held, holdNotices } from "../../apply/held.ts";
import { inOrder } from "../../apply/in-order.ts";
import { mayOverlap } from "../../apply/overlap.ts";
import { applyOnServer } from "../../apply/server-side.ts";
import { CliError } from "../../core/errors.ts";
import { isObject, type KubeObject, nameOf } from "../../core/object.ts";
import type { Given } from "./check.ts";

/** How many live objects are asked for before their turn, and how many writes are under way at once. */
const READS = 8;
const WRITES = 4;

type LookUp = (one: Wanted) => Promise<Live>;

export interface Done {
  readonly result: Applied | { readonly error: unknown };
  /** Shows what the work had to tell on stderr. */
  release(): void;
}

/** Applies every object, writing them in the input's order, and hands out what became of each in that order. */
export function applyAll(
  { flags, globals }: Given,
  applying: Applying,
  wanted: readonly Wanted[],
): AsyncGenerator<Done> {
  // What is waited for, and what is told about requests, follows the order object by object.
  const isAlone = Boolean(flags.force) || Number(globals.v) > 0;
  const live: LookUp = flags.serverSide ? async () => ({ object: undefined }) : lookAhead(applying, wanted);
  // A write is sent as soon as it is known what is there, for it and for all before it.
  let known: Promise<Live> = Promise.resolve({ object: undefined });
  const apply = async (quiet: Applying, one: Wanted) => {
    const own = live(one);
    known = known.then(() => own);
    const answer = await known;
    checkName(one.object);
    return flags.serverSide
      ? await applyOnServer(quiet, one, { force: flags.forceConflicts, subresource: flags.subresource })
      : await applyObject(quiet, one, answer);
  };
  return inOrder({
    items: wanted,
    async work(one) {
      const held: Held<Applying> = isAlone ? { quiet: applying, release() {} } : holdNotices(applying);
      const result = await apply(held.quiet, one).catch((error: unknown) => ({ error }));
      return { result, release: held.release };
    },
    mayOverlap: (earlier, later) =>
      !isSame(earlier, later) && mayOverlap(earlier.target.resource, later.target.resource),
    width: isAlone ? 1 : WRITES,
  });
}

/**
 * Asks for live objects a few ahead of the one whose turn it is. What an earlier document of the input changes is looked at
 * only after that.
 */
function lookAhead({ cluster }: Applying, wanted: readonly Wanted[]): LookUp {
  const isAbsent = createAbsence(
    cluster,
    wanted.map(({ target }) => target),
  );
  const ask = async ({ target }: Wanted): Promise<Live> =>
    (await isAbsent(target)) ? { object: undefined, isListed: true } : await fetchLive(cluster, target);
  const asked = new Map<Wanted, Promise<Live>>();
  const seen = new Set<string>();
  let next = 0;
  return async (one) => {
    const at = wanted.indexOf(one, Math.max(0, next - READS));
    for (; next < Math.min(wanted.length, at + READS); next++) {
      const ahead = wanted[next] as Wanted;
      const isLate = seen.has(keyOf(ahead));
      seen.add(keyOf(ahead));
      if (!isLate) asked.set(ahead, ask(ahead));
    }
    const answer = asked.get(one) ?? fetchLive(cluster, one.target);
    asked.delete(one);
    return await answer;
  };
}

const isSame = (one: Wanted, other: Wanted) => keyOf(one) === keyOf(other);

const keyOf = ({ target: { resource, namespace = "", name } }: Wanted): string =>
  `${resource.plural}.${resource.group}/${namespace}/${name}`;

function checkName(object: KubeObject): void {
  const { generateName } = isObject(object.metadata) ? object.metadata : {};
  if (nameOf(object) === "" && typeof generateName === "string" && generateName !== "") {
    throw new CliError(`from ${generateName}: cannot use generate name with apply`);
  }
}
