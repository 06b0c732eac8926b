import type { Cluster } from "../client/cluster.ts";
import type { World } from "../core/world.ts";

export interface Held<T> {
  /** The same, except that its notices and the server's warnings are kept. */
  readonly quiet: T;
  /** Shows what was kept, in the order in which it came. */
  release(): void;
}

/** Keeps what is to be told on stderr back until it is its turn, for work that is done before its turn. */
export function holdNotices<T extends { readonly cluster: Cluster; readonly world: World }>(given: T): Held<T> {
  const { cluster, world } = given;
  const { stderr } = world.streams;
  const kept: (() => void)[] = [];
  const onWarning = (text: string) => void kept.push(() => cluster.warn(text));
  const write = (chunk: string | Uint8Array) => void kept.push(() => stderr.write(chunk));
  const output = { write, flush: () => stderr.flush(), isTerminal: stderr.isTerminal };
  return {
    quiet: {
      ...given,
      cluster: { ...cluster, json: (request, asked) => cluster.json({ ...request, onWarning }, asked) },
      world: { ...world, streams: { ...world.streams, stderr: output } },
    },
    release() {
      for (const show of kept.splice(0)) show();
    },
  };
}
