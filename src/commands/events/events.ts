import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string, strings } from "../../core/flags.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { readFormat } from "../../printers/printer.ts";
import { allNamespacesFlag, chunkSizeFlag } from "../../resources/flags.ts";
import { listEvents } from "./list.ts";
import { eventsTarget } from "./target.ts";
import { watchEvents } from "./watch.ts";

const TYPES = ["Normal", "Warning"];

const flags = {
  ...allNamespacesFlag,
  ...printFlags(OBJECT_FORMATS),
  ...chunkSizeFlag,
  for: string("Only events about this object: TYPE/NAME."),
  noHeaders: bool("Leave out the line of headers."),
  types: strings("Only events of these types: Normal, Warning.", { complete: TYPES }),
  watch: bool("Print the events there are and then each new one, until interrupted.", { shorthand: "w" }),
};

export type EventsInvocation = Invocation<typeof flags>;

export default defineCommand({
  usage: `[(-o|--output=)${OBJECT_FORMATS.join("|")}] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]`,
  about: `Show what happened in the cluster of late: the events of a namespace, of one object, or of all namespaces.

The oldest come first, by the time they were last seen. What happened again and again stands in one line, with its count.`,
  examples: `
# The events of this namespace; of all
{program} events
{program} events --all-namespaces

# What happened to one pod; as it happens
{program} events --for pod/web --watch

# Warnings alone, as YAML
{program} events --types=Warning -o yaml`,
  flags,
  check({ flags }) {
    if (flags.output) readFormat(flags, OBJECT_FORMATS);
    if (flags.for) checkAbout(flags.for);
    if (flags.types.some((type) => !TYPES.some((one) => one.toLowerCase() === type.toLowerCase()))) {
      throw new CliError("valid --types are Normal or Warning");
    }
  },
  async run(given) {
    const target = await eventsTarget(given);
    await (given.flags.watch ? watchEvents(given, target) : listEvents(given, target));
  },
});

function checkAbout(words: string): void {
  const slashes = words.split("/").length - 1;
  if (slashes === 0) throw new CliError("--for must be in resource/name form");
  if (slashes > 1) throw new CliError("arguments in resource/name form may not have more than one slash");
}
