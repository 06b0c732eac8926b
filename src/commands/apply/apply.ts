import { defineCommand } from "../../cli/command.ts";
import { checkApply } from "./check.ts";
import { applyFlags } from "./flags.ts";

export default defineCommand({
  usage: "(-f FILENAME | -k DIRECTORY)",
  about: `Make objects be as manifests say: create what is missing, change what differs, leave alone what others added.

What was applied is kept in an annotation of the object, so that the next apply knows which fields have left the manifest.
With --server-side the server does the merging and keeps the owner of every field. All documents are read before the first
object is written; one object's failure does not stop the others.`,
  examples: `
# A manifest; a folder of them; standard input
{program} apply -f web.yaml
{program} apply -f manifests/
{program} apply -f -

# What would happen, as the server sees it
{program} apply -f web.yaml --dry-run=server

# The server merges; fields of others are taken over
{program} apply -f web.yaml --server-side
{program} apply -f web.yaml --server-side --force-conflicts

# Delete what has the label and is not in the folder any more
{program} apply -f manifests/ --prune -l app=web`,
  flags: applyFlags,
  check: checkApply,
  async run(given) {
    const { runApply } = await import("./run.ts");
    await runApply(given);
  },
});
