export interface Doing<T, R> {
  readonly items: readonly T[];
  /** Does the work for one item. */
  readonly work: (item: T) => Promise<R>;
  /** Whether work for `later` may begin before that for `earlier` has ended. */
  readonly mayOverlap: (earlier: T, later: T) => boolean;
  /** How many may be under way at once. */
  readonly width: number;
}

/**
 * Begins the work for every item in the items' order, as many at once as `width` and `mayOverlap` allow, and hands out the
 * results in that order; a failure is thrown in its turn. Nothing new begins once nobody wants more results.
 */
export async function* inOrder<T, R>({ items, work, mayOverlap, width }: Doing<T, R>): AsyncGenerator<R> {
  const results: (Promise<R> | undefined)[] = [];
  const running = new Set<T>();
  let at = 0;
  let wanted = true;
  const begin = () => {
    while (wanted && results.length < Math.min(items.length, at + width)) {
      const next = items[results.length] as T;
      if ([...running].some((one) => !mayOverlap(one, next))) return;
      running.add(next);
      const done = work(next).finally(() => {
        running.delete(next);
        begin();
      });
      // The failure of what nobody waits for any more must not end the program.
      done.catch(() => undefined);
      results.push(done);
    }
  };
  try {
    for (; at < items.length; at++) {
      begin();
      const result = await (results[at] as Promise<R>);
      results[at] = undefined;
      yield result;
    }
  } finally {
    wanted = false;
  }
}
