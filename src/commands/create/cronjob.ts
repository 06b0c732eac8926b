import { string } from "../../core/flags.ts";
import { cronJob } from "../../generate/job.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  about: "Create a cron job: it starts jobs again and again, on a schedule in cron's form.",
  examples: `
# Every minute; with a command
{program} create cronjob tick --image=busybox --schedule="*/1 * * * *"
{program} create cronjob tick --image=busybox --schedule="*/1 * * * *" -- date`,
  resource: { group: "batch", version: "v1", plural: "cronjobs", namespaced: true },
  failure: "failed to create cronjob: ",
  flags: {
    image: string("Image to run.", { required: true }),
    restart: string("What happens to containers that end: OnFailure or Never."),
    schedule: string("When to run, in cron's form: minute, hour, day, month, weekday.", { required: true }),
  },
  build: ({ name, flags, command }) => cronJob({ ...flags, name, command }),
});
