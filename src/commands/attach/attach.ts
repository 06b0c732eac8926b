import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, duration, string } from "../../core/flags.ts";

const flags = {
  container: string("The container to attach to; the pod's default when it is left out.", { shorthand: "c" }),
  detachKeys: string("Keys that leave the container running, typed one after the other.", {
    default: "ctrl-p,ctrl-q",
  }),
  podRunningTimeout: duration("How long to wait for a workload's first pod.", { default: 60_000 }),
  quiet: bool("Say nothing but what the container says.", { shorthand: "q" }),
  stdin: bool("Give it what is typed or piped here.", { shorthand: "i" }),
  tty: bool("Use this terminal for the container's; with -i.", { shorthand: "t" }),
};

export type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(POD | TYPE/NAME) -c CONTAINER",
  about: `Connect this terminal with the main program of a container that runs: what it prints from now on, and what it reads.

Leaving with the detach keys lets it run on; its input ends with ours otherwise.`,
  examples: `
# What a pod prints from now on; one of its containers
{program} attach web-0
{program} attach web-0 -c server

# A shell that runs as a container's main program; ctrl-p ctrl-q leaves it running
{program} attach -it shell

# A pod of a deployment
{program} attach deployment/web`,
  flags,
  check({ args, flags, path }) {
    if (flags.podRunningTimeout <= 0) {
      throw new UsageError(
        "--pod-running-timeout must be higher than zero",
        `See '${path.join(" ")} -h' for help and examples`,
      );
    }
    if (args.length === 0) throw new CliError("at least 1 argument is required for attach");
    if (args.length > 2) {
      throw new CliError(
        `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(" ")}]`,
      );
    }
  },
  async run(given) {
    const { runAttach } = await import("./run.ts");
    return await runAttach(given);
  },
  async complete({ cluster, args }, word) {
    const { completePod } = await import("../../pods/complete.ts");
    return args.length === 0 ? await completePod(cluster, word) : { words: [], directive: 4 };
  },
  async completeFlag(given, key, word) {
    if (key !== "container") return undefined;
    const { completeContainerOf } = await import("../../streams/complete.ts");
    return await completeContainerOf(given, word);
  },
});
