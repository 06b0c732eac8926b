import { defineCommand, type Invocation } from "../../cli/command.ts";
import { string } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";
import type { Item } from "../../resources/objects.ts";
import { changePatch, localTime, type Verb } from "../../rollout/change.ts";
import { checkNamed, completeWorkload, patchObject, sayNothingFound, selectWorkloads } from "./select.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the workloads; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...selectorFlag,
  fieldManager: string("Name under which the server remembers who owns the changed fields.", {
    default: "kubectl-rollout",
  }),
};

type Given = Invocation<typeof flags>;

const DONE: Readonly<Record<Verb, string>> = { pause: "paused", resume: "resumed", restart: "restarted" };

/** The command of a verb that changes workloads by a small patch. */
export const changeCommand = (verb: Verb, { about, examples }: { about: string; examples: string }) =>
  defineCommand({
    usage: "RESOURCE",
    about,
    examples,
    flags,
    check({ args, flags }) {
      if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
      checkNamed({ args, flags });
    },
    run: (given) => changeAll(given, verb),
    complete: completeWorkload,
  });

async function changeAll(given: Given, verb: Verb): Promise<void> {
  const found = await selectWorkloads(given);
  await sayNothingFound(given, found);
  const print = await opened(given, verb);
  const failures: unknown[] = found.missing.map(({ error }) => error);
  // As kubectl: every patch is made up before the first is sent.
  const now = localTime(new Date(given.world.now()));
  for (const item of found.items) {
    try {
      const { plural, group } = item.resource;
      const patch = changePatch(verb, item.object, group ? `${plural}.${group}` : plural, now);
      print(await send(given, item, writeJson(patch)));
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(failures, []);
}

const send = ({ cluster, flags }: Given, item: Item, body: string) =>
  patchObject(cluster, item, {
    body,
    contentType: "application/strategic-merge-patch+json",
    query: { fieldManager: flags.fieldManager },
  });

async function opened({ flags, world }: Given, verb: Verb) {
  if (flags.output || flags.template) {
    return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
  }
  return (object: Item["object"]) => world.streams.stdout.write(`${nameWithKind(object)} ${DONE[verb]}\n`);
}
