import { defineCommand } from "../../cli/command.ts";
import { UsageError } from "../../core/errors.ts";
import { deleteEntry } from "./delete.ts";
import { completeNames } from "./words.ts";

export default defineCommand({
  usage: "NAME",
  about: "Remove a user from the kubeconfig file that holds it.",
  examples: `
# Remove the user named minikube
{program} config delete-user minikube`,
  flags: {},
  check({ args, path }) {
    if (args.length !== 1)
      throw new UsageError("user to delete is required", `See '${path.join(" ")} -h' for help and examples`);
  },
  run: (given) => deleteEntry(given, "user", given.args[0] as string),
  complete: (given, word) => completeNames(given, "users", word),
});
