import { defineCommand } from "../../cli/command.ts";
import { deleteEntry } from "./delete.ts";
import { completeNames } from "./words.ts";

export default defineCommand({
  usage: "NAME",
  about: "Remove a context from the kubeconfig file that holds it.",
  examples: `
# Remove the context named minikube
{program} config delete-context minikube`,
  flags: {},
  async run(given) {
    const [name] = given.args;
    if (given.args.length !== 1 || name === undefined) return given.world.streams.stdout.write(given.help());
    await deleteEntry(given, "context", name);
  },
  complete: (given, word) => completeNames(given, "contexts", word),
});
