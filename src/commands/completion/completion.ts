import { defineCommand } from "../../cli/command.ts";
import { UsageError } from "../../core/errors.ts";

const SHELLS: Readonly<Record<string, () => Promise<{ script(program: string): string }>>> = {
  bash: () => import("./bash.ts"),
  zsh: () => import("./zsh.ts"),
  fish: () => import("./fish.ts"),
  powershell: () => import("./powershell.ts"),
};

export default defineCommand({
  usage: "SHELL",
  about: `Print the script that makes the tab key complete {program}'s commands, flags, resource types, names, namespaces and
contexts. The shell has to read it, best at every start.`,
  examples: `
# bash: for this shell; for every shell to come
source <({program} completion bash)
echo 'source <({program} completion bash)' >> ~/.bashrc

# zsh
source <({program} completion zsh)

# fish
{program} completion fish > ~/.config/fish/completions/{program}.fish

# PowerShell
{program} completion powershell | Out-String | Invoke-Expression`,
  flags: {},
  check({ args, path }) {
    const hint = `See '${path.join(" ")} -h' for help and examples`;
    if (args.length === 0) throw new UsageError("Shell not specified.", hint);
    if (args.length > 1) throw new UsageError("Too many arguments. Expected only the shell type.", hint);
    if (!((args[0] as string) in SHELLS))
      throw new UsageError(`Unsupported shell type ${JSON.stringify(args[0])}.`, hint);
  },
  async run({ args, world }) {
    const { script } = await (SHELLS[args[0] as string] as (typeof SHELLS)[string])();
    world.streams.stdout.write(script(world.name));
  },
  complete: async (_, word) => ({
    words: Object.keys(SHELLS).filter((shell) => shell.startsWith(word)),
    directive: 4,
  }),
});
