// Everything between the ports here and the pod: connections are taken, carried, and, where a pod goes, led to the next one.

import type { Socket } from "node:net";
import type { Cluster } from "../client/cluster.ts";
import { CliError } from "../core/errors.ts";
import { nameOf } from "../core/object.ts";
import { streamPath } from "../streams/target.ts";
import { carry } from "./carry.ts";
import type { Listener } from "./listen.ts";
import type { Ending } from "./pair.ts";
import { parsePort } from "./ports.ts";
import { isGone, isLeaving, lookAt, type Target } from "./target.ts";
import { makeTunnel, PROTOCOL, type Tunnel } from "./tunnel.ts";
import { keepTunnels, type Tunnels } from "./tunnels.ts";

export interface SessionParts {
  readonly cluster: Cluster;
  readonly target: Target;
  readonly signal: AbortSignal;
  /** Says something of a connection that went wrong. */
  readonly tell: (text: string) => void;
  /** Waits for the pod to go to when one has gone; without it the session then ends. */
  readonly next: ((last: Target) => Promise<Target>) | undefined;
}

export interface Session {
  /** Carries a connection to the port of that number in the list. */
  take(connection: Socket, listener: Listener, index: number): Promise<void>;
  /** Rejects when there is nothing left to forward to. */
  readonly lost: Promise<never>;
  /** Leads new connections elsewhere; the pod is about to go. */
  leave(): void;
  /** The pod that connections go to, once one is found. */
  settled(): Promise<Target["pod"]>;
}

/** Opens the first tunnel; throws kubectl's errors. */
export async function openSession({ cluster, target: first, signal, tell, next }: SessionParts): Promise<Session> {
  const open = async (target: Target): Promise<Tunnel> => {
    try {
      return makeTunnel(await cluster.upgrade(streamPath(target.pod, "portforward", []), [PROTOCOL]));
    } catch (error) {
      throw new CliError(`error upgrading connection: ${(error as Error).message}`);
    }
  };
  const keep = (target: Target, tunnel: Tunnel): Tunnels =>
    keepTunnels({ first: tunnel, open: () => open(target), onLoss: () => void look() });
  let target = first;
  let tunnels: Promise<Tunnels> = Promise.resolve(keep(first, await open(first)));
  let isMoving = false;
  let lose: (error: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => undefined);

  /** Looks whether the pod is still there after something has gone wrong. */
  async function look(): Promise<void> {
    const seen = target;
    const now = await lookAt(cluster, seen.pod).catch(() => seen.pod);
    if (seen !== target) return;
    if (next && isLeaving(now, seen.pod)) move(next);
    else if (isGone(now, seen.pod)) lose(new CliError("lost connection to pod"));
  }

  function move(wait: NonNullable<SessionParts["next"]>): void {
    if (isMoving) return;
    isMoving = true;
    const old = tunnels;
    tunnels = (async () => {
      (await old).close();
      for (;;) {
        const found = await wait(target);
        const tunnel = await open(found).catch(() => undefined);
        if (!tunnel) continue;
        target = found;
        isMoving = false;
        tell(`Forwarding to pod ${nameOf(found.pod)}`);
        return keep(found, tunnel);
      }
    })();
    tunnels.catch(lose);
  }

  async function forward(connection: Socket, index: number): Promise<Ending> {
    const own = await tunnels;
    const { remote } = parsePort(target.ports[index] as string);
    const tunnel = await own.take();
    try {
      return await carry(connection, (receive) => tunnel.connect(remote, receive));
    } finally {
      own.release(tunnel);
    }
  }

  return {
    async take(connection, { local, remote }, index) {
      connection.on("error", () => undefined);
      const ending = await forward(connection, index).catch((error: Error): Ending => {
        connection.resetAndDestroy();
        return { kind: "failed", message: error.message };
      });
      if (ending.kind === "closed" || signal.aborted) return;
      const message = ending.kind === "failed" ? ending.message : "the connection to the pod was cut";
      tell(`an error occurred forwarding ${local} -> ${remote}: ${message}`);
      await look();
    },
    lost,
    leave: () => next && move(next),
    settled: async () => {
      await tunnels;
      return target.pod;
    },
  };
}
