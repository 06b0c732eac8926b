import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "../client/cluster.ts";
import { isNotFound, StatusError } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { writeJson } from "../core/json/write.ts";
import { LAST_APPLIED } from "../core/last-applied.ts";
import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { applyMergePatch } from "../patch/merge.ts";
import { applyStrategicPatch } from "../patch/strategic/apply.ts";
import type { PatchType } from "../patch/strategic/type.ts";
import { fetchNamed } from "../resources/fetch.ts";
import { withSource } from "../resources/source-error.ts";
import { type Target, typeName } from "../resources/target.ts";
import { describeTarget } from "./describe-target.ts";
import { lastAppliedText, withLastApplied } from "./last-applied.ts";
import { type Plan, plan } from "./plan.ts";
import { type Recreation, recreate } from "./recreate.ts";
import type { Schemas } from "./schemas.ts";
import { NoPatchError } from "./three-way.ts";
import { createObject, patchObject, type Writing } from "./write.ts";

/** An object that a manifest wants, and where it goes. */
export interface Wanted {
  readonly object: KubeObject;
  readonly source: string;
  readonly target: Target;
}

/** What became of it: the word that is printed, and the object as it is now (or would be). */
export interface Applied {
  readonly words: "created" | "configured" | "unchanged" | "serverside-applied";
  readonly object: KubeObject;
}

/**
 * The object as the server holds it, or the failure to find out; undefined when it is not there. Absence may be known from
 * an earlier list alone (`isListed`), so that somebody may have made it since.
 */
export type Live = { readonly object: KubeObject | undefined; readonly isListed?: true } | { readonly error: unknown };

export interface Applying extends Writing {
  readonly cluster: Cluster;
  readonly world: World;
  readonly schemas: Schemas;
  readonly overwrite: boolean;
  /** Whether the server's OpenAPI documents count for how to merge (--openapi-patch). */
  readonly asksOpenApi: boolean;
  /** Nothing is sent: the result is computed here. */
  readonly isLocal: boolean;
  /** --force: what cannot be patched is deleted and created again. */
  readonly force: Recreation | undefined;
}

/** Asks for the live object; never throws. */
export async function fetchLive(cluster: Cluster, target: Target): Promise<Live> {
  try {
    return { object: await fetchNamed(cluster, target, { accept: "application/json", chunkSize: 0 }, false) };
  } catch (error) {
    return isNotFound(error) ? { object: undefined } : { error };
  }
}

/** Brings one object to what its manifest says (client-side apply). Throws kubectl's error. */
export async function applyObject(applying: Applying, wanted: Wanted, live: Live): Promise<Applied> {
  const { object, source, target } = wanted;
  if ("error" in live) {
    const words = `retrieving current configuration of:\n${describeTarget(target, object)}\nfrom server for:`;
    throw withSource(live.error, words, source);
  }
  if (!live.object) {
    const created = await create(applying, wanted, live.isListed);
    return created ?? (await applyObject(applying, wanted, await fetchLive(applying.cluster, target)));
  }
  warnOf(applying, wanted, live.object);
  const changed = await change(applying, wanted, live.object);
  if (isObject(changed.object.metadata) && changed.object.metadata.deletionTimestamp) {
    applying.world.streams.stderr.write(
      `Warning: Detected changes to resource ${target.name} which is currently being deleted.\n`,
    );
  }
  return changed;
}

/** Undefined when it is there after all and `mayExist`. */
async function create(applying: Applying, wanted: Wanted, mayExist = false): Promise<Applied | undefined> {
  const { object, source, target } = wanted;
  const planned = plan({ wanted: object, live: undefined, type: undefined, overwrite: true });
  const fresh = (planned as Plan & { readonly action: "create" }).object;
  if (applying.isLocal) return { words: "created", object: fresh };
  try {
    return { words: "created", object: await createObject(applying.cluster, target, fresh, applying) };
  } catch (error) {
    if (mayExist && error instanceof StatusError && error.reason === "AlreadyExists") return undefined;
    throw withSource(error, "creating", source);
  }
}

function warnOf({ world }: Applying, { target }: Wanted, live: KubeObject): void {
  if (lastAppliedText(live) !== undefined) return;
  const { name } = world;
  world.streams.stderr.write(
    `Warning: resource ${typeName(target.resource)}/${target.name} is missing the ${LAST_APPLIED} annotation which is required by ${name} apply. ${name} apply should only be used on resources created declaratively by either ${name} create --save-config or ${name} apply. The missing annotation will be patched automatically.\n`,
  );
}

const MOST_RETRIES = 5;
const PAUSE = 1000;

/** Patches until no other writer comes between; what then still fails may be created anew. */
async function change(applying: Applying, wanted: Wanted, first: KubeObject): Promise<Applied> {
  const { cluster, force, world } = applying;
  const { target } = wanted;
  let live = first;
  for (let tries = 0; ; tries++) {
    const attempt = await patchOnce(applying, wanted, live);
    if (!("error" in attempt)) return attempt;
    const { error } = attempt;
    const reason = error instanceof StatusError ? error.reason : "";
    if (reason !== "Conflict" || tries === MOST_RETRIES) {
      if (!force || !["Conflict", "Invalid"].includes(reason)) throw failedPatch(wanted, attempt.patch, error);
      return await replace(applying, force, wanted, live);
    }
    if (tries > 0) await sleep(PAUSE, undefined, { signal: world.signal });
    const again = await fetchLive(cluster, target);
    if ("error" in again) throw failedPatch(wanted, "", again.error);
    if (!again.object) throw failedPatch(wanted, "", error);
    live = again.object;
  }
}

interface FailedPatch {
  readonly error: unknown;
  /** The patch as text; empty when there is none. */
  readonly patch: string;
}

async function patchOnce(applying: Applying, wanted: Wanted, live: KubeObject): Promise<Applied | FailedPatch> {
  const { cluster, schemas, overwrite, isLocal } = applying;
  const { object, target, source } = wanted;
  let text = "";
  try {
    const type = await schemas(target.resource);
    const planned = planOrTell(applying, { wanted: object, live, type, overwrite });
    if (planned.action !== "patch") return { words: "unchanged", object: live };
    const { patch } = planned;
    text = writeJson(patch.body);
    if (isLocal) return { words: "configured", object: merged(live, patch.body, type) };
    return { words: "configured", object: await patchObject(cluster, target, patch, applying) };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const reason = error instanceof StatusError ? error.reason : "";
    return { error: reason === "Conflict" ? error : withSource(error, "patching", source), patch: text };
  }
}

/** kubectl asks two versions of the server's OpenAPI before it gives up, and tells about each. */
function planOrTell({ world, asksOpenApi }: Applying, planning: Parameters<typeof plan>[0]): Plan {
  try {
    return plan(planning);
  } catch (error) {
    if (error instanceof NoPatchError && planning.type && asksOpenApi) {
      for (const spec of ["openapi v3 spec", "openapi spec"]) {
        world.streams.stderr.write(`warning: error calculating patch from ${spec}: ${error.reason}\n`);
      }
    }
    throw error;
  }
}

const merged = (live: KubeObject, patch: JsonObject, type: PatchType | undefined): KubeObject =>
  type ? applyStrategicPatch(live, patch, type) : (applyMergePatch(live, patch) as KubeObject);

function failedPatch({ object, source, target }: Wanted, patch: string, error: unknown): unknown {
  return withSource(error, `applying patch:\n${patch}\nto:\n${describeTarget(target, object)}\nfor:`, source);
}

async function replace(applying: Applying, force: Recreation, wanted: Wanted, live: KubeObject): Promise<Applied> {
  const modified = withLastApplied(wanted.object);
  try {
    const object = await recreate(applying, force, { target: wanted.target, live, modified });
    return { words: "configured", object };
  } catch (error) {
    throw failedPatch(wanted, `${writeJson(modified)}\n`, error);
  }
}
