import { defineCommand, type Invocation } from "../../cli/command.ts";
import { bool, int, string } from "../../core/flags.ts";

const flags = {
  container: string("The container to copy from or to; the pod's default when it is left out.", { shorthand: "c" }),
  noPreserve: bool("Leave owner and permissions of what is copied into a container to the container's user."),
  retries: int("How often a copy from a container goes on after a broken connection; below zero for ever."),
  verify: bool("Compare the SHA-256 of every file afterwards; the container needs sha256sum."),
  resume: bool("Go on with a file whose copy was cut, and verify it; the container needs sh and sha256sum."),
};

export type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "<file-spec-src> <file-spec-dest>",
  about: `Copy files and folders to and from containers.

One side is a path here, the other [NAMESPACE/]POD:PATH. A source's links come as links into a container, and are left out,
with a warning, on the way here. The container needs tar; single files also get along with cat (from) and sh (to).

What comes out of a container is written below the target and nowhere else, and a file takes its name when it is whole.`,
  examples: `
# A file, a folder into a container
{program} cp config.yaml web-0:/etc/app/config.yaml
{program} cp site/ web-0:/www

# Out of a container, of another namespace
{program} cp web-0:/var/log/app.log app.log -c server
{program} cp shop/web-0:/var/log logs

# Go on after a broken connection
{program} cp db-0:/backup.tar backup.tar --retries=10

# Go on with a copy that was cut an hour ago, what came of it is in backup.tar.part
{program} cp db-0:/backup.tar backup.tar --resume`,
  flags,
  async run(given) {
    const { runCopy } = await import("./run.ts");
    return await runCopy(given);
  },
  async complete(given, word) {
    const { completePlace } = await import("./complete.ts");
    return await completePlace(given, word);
  },
});
