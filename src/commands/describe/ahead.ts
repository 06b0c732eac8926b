/** So many pieces of work are under way at once. */
const AT_ONCE = 8;

/** What became of a piece of work. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** Does the work for each, some of it ahead of time, and hands out what became of it in the order of the items. */
export async function* inOrder<I, T>(items: readonly I[], work: (item: I) => Promise<T>): AsyncGenerator<Outcome<T>> {
  const started: Promise<Outcome<T>>[] = [];
  const start = (item: I | undefined) => {
    if (item === undefined) return;
    started.push(
      work(item).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
    );
  };
  for (const item of items.slice(0, AT_ONCE)) start(item);
  for (let at = 0; at < items.length; at++) {
    yield await (started.shift() as Promise<Outcome<T>>);
    start(items[at + AT_ONCE]);
  }
}
