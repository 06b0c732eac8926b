import { defineCommand } from "../../cli/command.ts";
import { printNames } from "./words.ts";

export default defineCommand({
  usage: "[flags]",
  about: "List the users that the kubeconfig knows, by name.",
  examples: `
# All users
{program} config get-users`,
  flags: {},
  run: (given) => printNames(given, "users"),
});
