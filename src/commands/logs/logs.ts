import { defineCommand } from "../../cli/command.ts";
import { checkValues, readWords } from "./check.ts";
import { logsFlags } from "./flags.ts";

export default defineCommand({
  usage: "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
  about: `Print what the containers of pods have written.

Of a workload one pod is taken, the one that runs and has been ready for longest, or all of them with --all-pods. Bytes are
passed on as they are; on a terminal only colours take effect.

With --keep a log that is cut off goes on where it was, each line once. --grep, --exclude and --highlight take regular
expressions of Go.`,
  examples: `
# A pod with one container; one container of several; all of them
{program} logs web-0
{program} logs web-0 -c server
{program} logs web-0 --all-containers

# A pod of a deployment; all of its pods; the pods with a label
{program} logs deployment/web
{program} logs deployment/web --all-pods
{program} logs -l app=web --prefix

# What comes from now on; the last 20 lines; the last hour
{program} logs -f web-0
{program} logs --tail=20 web-0
{program} logs --since=1h web-0

# Why the container was restarted
{program} logs --previous web-0

# All pods of a deployment, those that come later, too; the errors among their lines, in the order of their times
{program} logs deployment/web --keep --prefix
{program} logs deployment/web --all-pods --merge --grep='error|panic' --exclude=healthz

# A job until it is done, with its result
{program} logs job/backup --until-done`,
  flags: logsFlags,
  check(given) {
    checkValues(given, readWords(given).container);
  },
  async run(given) {
    const { runLogs } = await import("./run.ts");
    await runLogs(given);
  },
  async complete(given, word) {
    const { completeLogs } = await import("./complete.ts");
    return await completeLogs(given, word);
  },
});
