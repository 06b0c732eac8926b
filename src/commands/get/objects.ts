import { isNotFound } from "../../client/status.ts";
import type { KubeObject } from "../../core/object.ts";
import { openPrinter, type Printer } from "../../printers/printer.ts";
import { hasFiles } from "../../resources/files.ts";
import { targetsOfFiles } from "../../resources/manifest-targets.ts";
import { formatOf } from "./format.ts";
import type { GetInvocation } from "./get.ts";
import { objectPages } from "./pages.ts";
import { scopeOf, targetsOf } from "./scope.ts";
import { sortObjects } from "./sort.ts";
import { throwAll } from "./table.ts";

/** Formats whose lists are printed without keeping all objects. */
const PIECEWISE = ["name", "json", "yaml", "kyaml"];

/** Prints what was asked for in an object format: one object on its own, several as one List. */
export async function printObjects(given: GetInvocation): Promise<void> {
  const { flags, world } = given;
  const format = formatOf(flags);
  const { targets, errors, isSingle } = await planned(given);
  const failures = isSingle ? [] : [...errors];
  if (PIECEWISE.includes(format.name) && !flags.sortBy && !isSingle) {
    const { printList, printNames } = await import("./lists.ts");
    await (format.name === "name" ? printNames : printList)(given, targets, failures);
    return throwAll(failures);
  }
  const printer = await openPrinter({ flags, format, world, noHeaders: flags.noHeaders });
  let objects: KubeObject[] = [];
  for (const target of targets) {
    try {
      const found: KubeObject[] = [];
      for await (const page of objectPages(given, target, () => void found.splice(0))) found.push(...page);
      objects = objects.concat(found);
    } catch (error) {
      if (flags.ignoreNotFound && isNotFound(error)) continue;
      failures.push(error);
    }
  }
  if (isSingle) throwAll([...failures, ...errors]);
  if (flags.sortBy) objects = await sortObjects(objects, flags.sortBy);
  print(printer, objects, { format: format.name, isSingle, ignoreNothing: flags.ignoreNotFound });
  throwAll(failures);
}

interface Ending {
  readonly format: string;
  readonly isSingle: boolean;
  readonly ignoreNothing: boolean;
}

function print(printer: Printer, objects: KubeObject[], { format, isSingle, ignoreNothing }: Ending): void {
  if (isSingle && objects.length === 1) return printer(objects[0] as KubeObject);
  if (objects.length === 0 && ignoreNothing) return;
  if (format === "name" || format.startsWith("custom-columns")) return printer({ kind: "List", items: objects });
  printer({ apiVersion: "v1", items: objects, kind: "List", metadata: { resourceVersion: "" } });
}

async function planned(given: GetInvocation) {
  if (hasFiles(given.flags)) return await targetsOfFiles(given.cluster, given.flags, await scopeOf(given), given.world);
  const targets = await targetsOf(given);
  return { targets, errors: [], isSingle: targets.length === 1 && targets[0]?.name !== undefined };
}
