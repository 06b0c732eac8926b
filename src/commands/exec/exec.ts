import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, duration, string, strings } from "../../core/flags.ts";

const flags = {
  container: string("The container to run it in; the pod's default when it is left out.", { shorthand: "c" }),
  filename: strings("File, folder or URL of a manifest that names the pod or workload.", {
    shorthand: "f",
    complete: "files",
  }),
  podRunningTimeout: duration("How long to wait for a workload's first pod.", { default: 60_000 }),
  quiet: bool("Say nothing but what the command says.", { shorthand: "q" }),
  stdin: bool("Give it what is typed or piped here.", { shorthand: "i" }),
  tty: bool("Run it in a terminal of its own; with -i, this one.", { shorthand: "t" }),
};

export type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
  about: `Run a command in a container, with its output here and its exit code as ours.

What stands behind -- is run as it is, without a shell.`,
  examples: `
# A command; in one of several containers
{program} exec web-0 -- date
{program} exec web-0 -c server -- cat /etc/hosts

# A shell in this terminal
{program} exec -it web-0 -- sh

# In a pod of a deployment, of a service
{program} exec deployment/web -- date
{program} exec svc/web -- date

# With input
{program} exec -i web-0 -- tee /tmp/config < config.yaml`,
  flags,
  check({ args, dash, flags, path }) {
    const hint = `See '${path.join(" ")} -h' for help and examples`;
    if (dash < 0 && args.length > 1) {
      throw new UsageError("exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead", hint);
    }
    if (flags.podRunningTimeout <= 0) throw new UsageError("--pod-running-timeout must be higher than zero", hint);
    const named = dash < 0 ? args.length : dash;
    if (named === 0 && flags.filename.length === 0) {
      throw new CliError("pod, type/name or --filename must be specified");
    }
    if (dash < 0 || args.length === dash) {
      throw new CliError("you must specify at least one command for the container");
    }
  },
  async run(given) {
    const { runExec } = await import("./run.ts");
    return await runExec(given);
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
