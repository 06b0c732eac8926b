import { defineCommand } from "../../cli/command.ts";
import { printNames } from "./words.ts";

export default defineCommand({
  usage: "[flags]",
  about: "List the clusters that the kubeconfig knows, by name.",
  examples: `
# All clusters
{program} config get-clusters`,
  flags: {},
  run: (given) => printNames(given, "clusters"),
});
