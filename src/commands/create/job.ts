import { CliError } from "../../core/errors.ts";
import { string } from "../../core/flags.ts";
import type { KubeObject } from "../../core/object.ts";
import { job, jobFromCronJob } from "../../generate/job.ts";
import { defineCreator } from "./creator.ts";
import { findObject } from "./template-object.ts";

export default defineCreator({
  usage: "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
  about: "Create a job: pods that run until they are done. It runs an image, or what a cron job would run, at once.",
  examples: `
# An image; an image with a command
{program} create job once --image=busybox
{program} create job once --image=busybox -- date

# What a cron job would start
{program} create job now --from=cronjob/nightly`,
  resource: { group: "batch", version: "v1", plural: "jobs", namespaced: true },
  failure: "failed to create job: ",
  flags: {
    from: string("Cron job whose template is taken, cronjob/NAME."),
    image: string("Image to run."),
  },
  async build(given): Promise<KubeObject> {
    const { name, flags, command } = given;
    if ((flags.image === "") === (flags.from === "")) throw new CliError("either --image or --from must be specified");
    if (flags.from === "") return job({ name, image: flags.image, command });
    if (command.length > 0) throw new CliError("cannot specify --from and command");
    const found = await findObject(given, flags.from);
    const isCronJob = found.kind === "CronJob" && found.apiVersion === "batch/v1";
    if (!isCronJob) throw new CliError(`unknown object type *${goType(found)}`);
    return jobFromCronJob(name, found);
  },
});

/** "v1.Job": kubectl names the type as Go does. */
const goType = ({ kind, apiVersion }: KubeObject): string => `${String(apiVersion).split("/").at(-1)}.${kind}`;
