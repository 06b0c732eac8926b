import { defineCommand } from "../cli/command.ts";
import { optionsPage } from "../cli/help.ts";
import { globalFlags } from "../kubeconfig/flags.ts";

export default defineCommand({
  usage: "",
  about: "List the flags that every command takes.",
  flags: {},
  async run({ world }) {
    world.streams.stdout.write(optionsPage(globalFlags));
  },
});
