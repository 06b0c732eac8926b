import { defineCommand } from "../cli/command.ts";
import { NoAnswer } from "../client/unreachable.ts";
import { CliError, UsageError } from "../core/errors.ts";
import { writeGroupVersion } from "../core/names.ts";

export default defineCommand({
  usage: "",
  about: 'List the API versions that the server serves, each as "group/version", in alphabetical order.',
  examples: `
# All versions of all groups
{program} api-versions`,
  flags: {},
  check({ args, path }) {
    if (args.length === 0) return;
    throw new UsageError(
      `unexpected arguments: [${args.join(" ")}]`,
      `See '${path.join(" ")} -h' for help and examples`,
    );
  },
  async run({ cluster, world }) {
    const served = await cluster.served(true).catch((error) => {
      if (!(error instanceof NoAnswer)) throw error;
      throw new CliError(`couldn't get available api versions from server: ${error.full}`, { cause: error });
    });
    const names = served.groups.flatMap(({ name, versions }) =>
      versions.map((version) => writeGroupVersion({ group: name, version })),
    );
    world.streams.stdout.write(
      names
        .sort()
        .map((name) => `${name}\n`)
        .join(""),
    );
  },
});
