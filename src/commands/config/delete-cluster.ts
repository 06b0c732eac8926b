import { defineCommand } from "../../cli/command.ts";
import { deleteEntry } from "./delete.ts";
import { completeNames } from "./words.ts";

export default defineCommand({
  usage: "NAME",
  about: "Remove a cluster from the kubeconfig file that holds it.",
  examples: `
# Remove the cluster named minikube
{program} config delete-cluster minikube`,
  flags: {},
  async run(given) {
    const [name] = given.args;
    if (given.args.length !== 1 || name === undefined) return given.world.streams.stdout.write(given.help());
    await deleteEntry(given, "cluster", name);
  },
  complete: (given, word) => completeNames(given, "clusters", word),
});
