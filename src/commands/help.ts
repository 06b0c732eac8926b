import type { Command } from "../cli/command.ts";
import { defineCommand } from "../cli/command.ts";
import { helpPage } from "../cli/help.ts";
import { route } from "../cli/route.ts";

export default defineCommand({
  usage: "[command]",
  about: "Show the help page of a command: `{program} help COMMAND` is the same as `{program} COMMAND --help`.",
  flags: {},
  async run({ args, world, root }) {
    const found = await route(root, world.name, args, {});
    const page = helpPage({ path: found.path, entry: found.entry, command: found.command as Command | undefined });
    if (found.path.length === 1 && args.length > 0) {
      world.streams.stderr.write(`Unknown help topic [${args.map((arg) => `\`${arg}\``).join(" ")}]\n\n${page}`);
      return;
    }
    world.streams.stdout.write(page);
  },
});
