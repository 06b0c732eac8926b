import type { Cluster } from "../../client/cluster.ts";
import { StatusError } from "../../client/status.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { type DryRun, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { apiVersionOf, type JsonObject, type KubeObject, kindOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { diffStrategic } from "../../patch/strategic/diff.ts";
import { localSchemaOf } from "../../patch/strategic/local.ts";
import { PLAIN } from "../../patch/strategic/type.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type PrintFlags, readFormat } from "../../printers/printer.ts";
import { type Item, itemPath } from "../../resources/objects.ts";
import { typed } from "../../typed/objects.ts";
import type { Found } from "./select.ts";

/** An object and what it is to become, or why it cannot. */
export interface Change extends Found {
  readonly after?: KubeObject;
  /** What leads from one to the other. */
  readonly patch?: JsonObject;
  readonly error?: CliError;
}

/** Makes up the change of every object before the first is sent. */
export const planChanges = (objects: readonly Found[], change: (object: KubeObject) => KubeObject): Change[] =>
  objects.map((one) => planChange(one, change));

function planChange(found: Found, change: (object: KubeObject) => KubeObject): Change {
  try {
    const after = change(found.object);
    return { ...found, after, patch: patchOf(found.object, after) };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { ...found, error };
  }
}

interface Given {
  readonly flags: PrintFlags & { readonly dryRun: string; readonly local: boolean; readonly fieldManager: string };
  readonly cluster: Cluster;
  readonly world: World;
}

/** How a command speaks of its changes. */
export interface Manner {
  /** "image updated" */
  readonly done: string;
  /** What stands before the server's reason. */
  readonly failed: string;
  /** Whether objects that are as they should be are sent an empty patch and told about, too. */
  readonly sendsAll?: boolean;
}

/** Sends the changes, or shows them, one after another; gives what failed. */
export async function makeChanges(given: Given, changes: readonly Change[], manner: Manner): Promise<CliError[]> {
  const { make, show } = await openChanges(given, manner.done);
  const failures: CliError[] = [];
  for (const { after, patch, error, ...found } of changes) {
    if (error || !after || !patch) {
      failures.push(new CliError(`error: ${found.word} ${error?.message}\n`));
      continue;
    }
    if (Object.keys(patch).length === 0 && !manner.sendsAll) continue;
    try {
      show(await make(found, after, patch));
    } catch (error) {
      failures.push(new CliError(manner.failed + reasonOf(error), { cause: error }));
    }
  }
  return failures;
}

/** How one change is made, or only thought of, and how its result is shown. */
export interface Changing {
  readonly make: (found: Found, after: KubeObject, patch?: JsonObject) => Promise<KubeObject>;
  readonly show: (object: KubeObject) => void;
}

/** Reads --dry-run and -o, and tells about an old spelling. */
export async function openChanges(given: Given, done: string): Promise<Changing> {
  const { dryRun, notice } = readDryRun(given.flags.dryRun);
  if (notice) given.world.streams.stderr.write(`${notice}\n`);
  return {
    show: await shower(given, done, dryRun),
    make: async ({ object, item }, after, patch = patchOf(object, after)) =>
      item && dryRun !== "client" ? await send(given, item, { patch, dryRun }) : typed(after),
  };
}

/** The patch that makes one object of another. */
const patchOf = (before: KubeObject, after: KubeObject): JsonObject =>
  diffStrategic(before, after, localSchemaOf(apiVersionOf(before), kindOf(before)) ?? PLAIN);

/** Sends a patch and gives the server's answer. */
async function send(
  { cluster, flags }: Pick<Given, "cluster" | "flags">,
  item: Item,
  { patch, dryRun }: { patch: JsonObject; dryRun: DryRun },
): Promise<KubeObject> {
  const { resource, name } = item;
  const query = { fieldManager: flags.fieldManager, dryRun: dryRun === "server" ? "All" : undefined };
  const asked = { verb: "patch", group: resource.group, resource: resource.plural, name };
  const request = {
    method: "PATCH",
    path: itemPath(item, query),
    body: writeJson(patch),
    contentType: "application/strategic-merge-patch+json",
  } as const;
  return (await cluster.json(request, asked)) as KubeObject;
}

async function shower({ flags, world }: Given, done: string, dryRun: DryRun): Promise<(object: KubeObject) => void> {
  if (flags.output || flags.template) {
    return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
  }
  return (object) => world.streams.stdout.write(`${nameWithKind(object)} ${done}${dryRunSuffix(dryRun)}\n`);
}

function reasonOf(error: unknown): string {
  if (error instanceof StatusError) return error.detail;
  if (error instanceof NoAnswer) return error.full;
  if (error instanceof CliError) return error.message;
  throw error;
}

/** Throws failures: one as it is, several as a list. */
export function throwAll(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures);
}
