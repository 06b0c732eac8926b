/**
 * Asks for something about every item, a few ahead of the one that is being dealt with, and hands out the answers in the
 * items' order; an item for which `isLate` holds is asked about only when it is its turn.
 */
export async function* askAhead<T, A>(
  items: readonly T[],
  ask: (item: T) => Promise<A>,
  isLate: (item: T, at: number) => boolean,
  width = 8,
): AsyncGenerator<readonly [T, A]> {
  const pending: (Promise<A> | undefined)[] = [];
  for (const [at, item] of items.entries()) {
    while (pending.length < Math.min(items.length, at + width)) {
      const next = items[pending.length] as T;
      const asked = isLate(next, pending.length) && pending.length > at ? undefined : ask(next);
      // The failure of an answer nobody waits for any more must not end the program.
      asked?.catch(() => undefined);
      pending.push(asked);
    }
    const answer = await (pending[at] ?? ask(item));
    pending[at] = undefined;
    yield [item, answer];
  }
}
