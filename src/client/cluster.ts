import { join } from "node:path";
import { CliError } from "../core/errors.ts";
import type { FlagValues } from "../core/flags.ts";
import type { Json } from "../core/object.ts";
import type { World } from "../core/world.ts";
import type { GlobalFlags } from "../kubeconfig/flags.ts";
import { readAnswer } from "./answer.ts";
import type { Connection, Request } from "./connection.ts";
import type { Exchange } from "./exchange.ts";
import { lazy } from "./lazy.ts";
import type { ServedApi } from "./resource.ts";
import { type Asked, isNotFound } from "./status.ts";
import type { Answer } from "./transport.ts";
import { createWarnings } from "./warnings.ts";
import type { Socket } from "./websocket.ts";

export interface Namespace {
  readonly name: string;
  /** Whether a flag asked for it; then objects of other namespaces are refused. */
  readonly explicit: boolean;
}

/** The lazily opened door to one cluster: nothing is read or sent before it is needed, each thing once. */
export interface Cluster {
  namespace(): Promise<Namespace>;
  /** The base URL of the server. */
  server(): Promise<URL>;
  /** Who talks to which server and how, for conversations that are no requests of ours. */
  connection(): Promise<Connection>;
  /** What the server serves; `fresh` asks anew even when the cache on disk is young. */
  served(fresh?: boolean): Promise<ServedApi>;
  /** Sends a request and decodes the answer; throws StatusError and ConnectionError. */
  json(request: Request, asked: Asked): Promise<Json>;
  /** Sends a request and hands out the answer's head and stream, whatever its status. */
  send(request: Request): Promise<Answer>;
  /** Upgrades to a stream of messages with one of these sub-protocols; throws kubectl's error when the server refuses. */
  upgrade(path: string, protocols: readonly string[]): Promise<Socket>;
  warn(text: string): void;
  /** To be called at a successful end: --warnings-as-errors turns warnings into a failure. */
  finish(): void;
  close(): Promise<void>;
}

interface Opened {
  readonly exchange: Exchange;
  readonly seen: (path: string, text: string) => void;
}

const cacheFolder = (globals: FlagValues<GlobalFlags>, world: World): string =>
  globals.cacheDir || world.env.KUBECACHEDIR || join(world.home, ".kube", "cache");

/** Makes the door for one command line. */
export function createCluster(globals: FlagValues<GlobalFlags>, world: World): Cluster {
  // Which error comes first depends on what is asked first, as in kubectl.
  let namespaceFirst = false;
  const target = lazy(async () => (await import("./target.ts")).readTarget(globals, world, namespaceFirst));
  const connection = lazy(async () => (await import("./target.ts")).openConnection(await target(), world));
  const warnings = createWarnings(world, world.streams.stderr.isTerminal && !world.env.NO_COLOR);
  const opened = lazy(async (): Promise<Opened> => {
    const { openExchange } = await import("./open.ts");
    return await openExchange(await connection(), globals, world, warnings);
  });

  const send = async (request: Request) => (await opened()).exchange.send(request);
  const json = async (request: Request, asked: Asked): Promise<Json> => {
    const { exchange, seen } = await opened();
    return await readAnswer(await exchange.send(request), asked, (text) => seen(request.path, text));
  };

  const discovered = lazy(async () => {
    const [{ discoveryCache, cacheFile }, { server }] = await Promise.all([
      import("./discovery-cache.ts"),
      connection(),
    ]);
    const cache = discoveryCache(cacheFile(cacheFolder(globals, world), server), world);
    const ask = async () => {
      const { discover } = await import("./discovery.ts");
      const served = await discover((path, accept) =>
        json({ path, accept }, { verb: "get" }).catch((error) => {
          if (isNotFound(error)) return undefined;
          throw error;
        }),
      );
      cache.store(served);
      return served;
    };
    return { cached: cache.load(), fresh: lazy(ask) };
  });

  return {
    async namespace() {
      namespaceFirst = true;
      const { namespace, namespaceIsExplicit } = await target();
      return { name: namespace, explicit: namespaceIsExplicit };
    },
    server: async () => (await connection()).server,
    connection,
    async served(fresh = false) {
      const { cached, fresh: ask } = await discovered();
      return fresh || !cached ? await ask() : cached;
    },
    json,
    send,
    async upgrade(path, protocols) {
      const { upgrade } = await import("./upgrade.ts");
      return await upgrade(await connection(), { path, protocols, signal: world.signal, send });
    },
    warn: warnings.show,
    finish() {
      const { count } = warnings;
      if (globals.warningsAsErrors && count > 0)
        throw new CliError(`${count} warning${count === 1 ? "" : "s"} received`);
    },
    close: async () => opened.value?.exchange.close(),
  };
}
