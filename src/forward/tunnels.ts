// The tunnels to one pod. Each carries one connection at a time, so that neither a slow reader nor a failure touches the
// others; one is always ready for the next connection.

import type { Tunnel } from "./tunnel.ts";

export interface Tunnels {
  /** A tunnel for one more connection. */
  take(): Promise<Tunnel>;
  /** To be called when a connection is over. */
  release(tunnel: Tunnel): void;
  /** Takes no more connections; those that are there may come to their ends. */
  close(): void;
}

/** So many may wait for their next connection. */
const MOST_IDLE = 4;

export interface TunnelsParts {
  readonly first: Tunnel;
  readonly open: () => Promise<Tunnel>;
  /** A tunnel ended that nobody had closed. */
  readonly onLoss: () => void;
}

/** Keeps tunnels, beginning with one that is open. */
export function keepTunnels({ first, open, onLoss }: TunnelsParts): Tunnels {
  const tunnels = new Set<Tunnel>();
  let isClosed = false;
  let isOpening = false;

  function add(tunnel: Tunnel): Tunnel {
    tunnels.add(tunnel);
    void tunnel.over.then(() => {
      if (tunnels.delete(tunnel) && !isClosed) onLoss();
    });
    return tunnel;
  }

  const idle = (): Tunnel[] => [...tunnels].filter(({ isOver, load }) => !isOver && load === 0);

  function prepare(): void {
    const empty = idle().filter(({ isEmpty }) => isEmpty);
    for (const extra of empty.slice(MOST_IDLE)) {
      tunnels.delete(extra);
      extra.close();
    }
    if (isClosed || isOpening || idle().length > 0) return;
    isOpening = true;
    // Who needs one will see for himself what is wrong.
    void open()
      .then(add, () => undefined)
      .then(() => isClosed && closeIdle())
      .finally(() => {
        isOpening = false;
      });
  }

  add(first);
  const closeIdle = () => {
    for (const tunnel of idle().filter(({ isEmpty }) => isEmpty)) tunnel.close();
  };
  return {
    async take() {
      const tunnel = idle()[0] ?? add(await open());
      // Not before the caller has put his connection into it.
      setImmediate(prepare);
      return tunnel;
    },
    release: () => (isClosed ? closeIdle() : prepare()),
    close() {
      isClosed = true;
      closeIdle();
    },
  };
}
