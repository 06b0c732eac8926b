import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readJson } from "../core/json/read.ts";
import { isObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import type { ServedApi } from "./resource.ts";

const FRESH_FOR = 6 * 3600 * 1000;
const FORMAT = 1;

export interface DiscoveryCache {
  /** What was stored for this server in the last six hours; undefined when there is nothing usable. */
  load(): ServedApi | undefined;
  store(served: ServedApi): void;
}

/** The place of a server's discovery below the cache folder, named as kubectl names it. */
export const cacheFile = (folder: string, server: URL): string =>
  join(
    folder,
    "kctl",
    `${server.host}${server.pathname.replace(/\/+$/, "")}`.replace(/[^A-Za-z0-9_.]/g, "_"),
    "discovery.json",
  );

/** A cache file of our own: 0600, replaced in one step, ignored when another user owns it. */
export function discoveryCache(file: string, { now, uid }: Pick<World, "now" | "uid">): DiscoveryCache {
  return {
    load() {
      try {
        const about = statSync(file);
        if (uid !== undefined && about.uid !== uid) return undefined;
        const age = now() - about.mtimeMs;
        if (age > FRESH_FOR || age < -60_000) return undefined;
        const stored = readJson(readFileSync(file, "utf8"));
        return isObject(stored) && stored.format === FORMAT ? (stored.served as unknown as ServedApi) : undefined;
      } catch {
        return undefined;
      }
    },
    store(served) {
      const temporary = `${file}.${now()}-${Math.random().toString(36).slice(2)}.tmp`;
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(temporary, JSON.stringify({ format: FORMAT, served }), { mode: 0o600 });
        chmodSync(temporary, 0o600);
        renameSync(temporary, file);
      } catch {
        // A cache that cannot be written (full disk, read-only home) only costs time.
        rmSync(temporary, { force: true });
      }
    },
  };
}
