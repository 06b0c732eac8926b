import { randomBytes, randomUUID } from "node:crypto";
import { clusterApi } from "./api/cluster-api.ts";
import type { Machine } from "./api/machine.ts";
import { type Clock, machineClock } from "./clock.ts";
import type { ClusterApi } from "./controllers/controller.ts";
import { controllersFor } from "./controllers/index.ts";
import { runControllers } from "./controllers/pump.ts";
import { type Sign, signing } from "./controllers/signing.ts";
import { createTypes } from "./kinds/types.ts";
import { seedSystem } from "./seed/system.ts";
import { createStore, type Store } from "./store/store.ts";

/** A cluster without a wire: its API, its controllers and its clock. */
export interface Cluster {
  readonly machine: Machine;
  readonly api: ClusterApi;
  stop(): void;
}

export interface ClusterOptions {
  readonly clock?: Clock;
  /** A store that has been filled already; an empty cluster gets what every cluster has. */
  readonly store?: Store;
  /** Signs approved certificate requests; without it they wait. */
  readonly sign?: Sign;
}

// As the real server: no vowels, nothing that looks like something else.
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** Starts a cluster inside this program. */
export function startCluster({ clock = machineClock, store = createStore(), sign }: ClusterOptions = {}): Cluster {
  const machine: Machine = {
    store,
    clock,
    types: createTypes(store),
    newUid: randomUUID,
    newSuffix: () => Array.from(randomBytes(5), (byte) => LETTERS[byte % LETTERS.length]).join(""),
  };
  const api = clusterApi(machine);
  if (!store.get("namespaces", "", "default")) seedSystem(machine);
  const controllers = [...controllersFor(machine), ...(sign ? [signing(sign)] : [])];
  return { machine, api, stop: runControllers(machine, api, controllers) };
}
