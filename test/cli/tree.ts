import { defineCommand, type Entry } from "../../src/cli/command.ts";
import { type Flags, flagName } from "../../src/core/flags.ts";
import { sampleFlags } from "./sample-flags.ts";

/** A command that prints how it was called: path, arguments, place of `--`, the flags that were given. */
export const echo = (flags: Flags): Entry => ({
  summary: "Echo",
  load: async () => ({
    default: defineCommand({
      usage: "WORDS",
      about: "Says how it was called.",
      flags,
      async run({ path, args, dash, changed, flags: values, world }) {
        const given = [...changed].sort().map((key) => `${flagName(key)}=${values[key]}`);
        world.streams.stdout.write(`${[path.join(" "), args.join(","), dash, ...given].join("|")}\n`);
      },
    }),
  }),
});

/** A small command tree: commands, groups with and without a command of their own, aliases, hidden and missing ones. */
export const tree: Entry = {
  summary: "Root",
  commands: {
    get: echo(sampleFlags),
    config: {
      summary: "Config",
      group: { usage: "SUBCOMMAND", helpTo: "stdout" },
      commands: { view: echo({ watch: sampleFlags.watch }), "use-context": { ...echo({}), aliases: ["use"] } },
    },
    create: {
      ...echo({ filename: sampleFlags.filename }),
      commands: { configmap: { ...echo({ fromLiteral: sampleFlags.fromLiteral }), aliases: ["cm"] } },
    },
    secretly: { ...echo({}), hidden: true },
    rollout: { summary: "Rollout", missing: true },
  },
};
