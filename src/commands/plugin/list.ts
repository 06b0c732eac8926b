import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineCommand, type Entry } from "../../cli/command.ts";
import { isExecutable, prefixesOf } from "../../cli/plugins.ts";
import { find } from "../../cli/route.ts";
import { CliError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import type { World } from "../../core/world.ts";

export default defineCommand({
  usage: "[flags]",
  about: `List the plugins on PATH: executables whose names begin with "kubectl-" (or "{program}-").

Plugins that could not be run, or that another plugin or a built-in command hides, are named with the reason.`,
  flags: { nameOnly: bool("Print the plugins' names without their folders.") },
  async run({ flags, world, root }) {
    const { found, unreadable } = searchPath(world);
    for (const line of unreadable) world.streams.stderr.write(`${line}\n`);
    if (found.length === 0) throw new CliError(`unable to find any ${world.name} plugins in your PATH`);
    world.streams.stdout.write("The following compatible plugins are available:\n\n");
    const seen = new Map<string, string>();
    let warnings = 0;
    for (const { folder, name } of found) {
      const file = join(folder, name);
      world.streams.stdout.write(`${flags.nameOnly ? name : file}\n`);
      for (const problem of problemsOf({ file, name, seen, root, world })) {
        world.streams.stderr.write(`  - ${problem}\n`);
        warnings++;
      }
    }
    if (warnings === 1) throw new CliError("one plugin warning was found");
    if (warnings > 1) throw new CliError(`${warnings} plugin warnings were found`);
  },
});

interface Found {
  readonly folder: string;
  readonly name: string;
}

function searchPath(world: World): { found: Found[]; unreadable: string[] } {
  const found: Found[] = [];
  const unreadable: string[] = [];
  const folders = [...new Set((world.env.PATH ?? "").split(delimiter))].filter((folder) => folder.trim() !== "");
  for (const folder of folders) {
    try {
      const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
      const names = entries.map((entry) => entry.name).sort();
      const prefixes = prefixesOf(world.name);
      found.push(
        ...names.filter((name) => prefixes.some((one) => name.startsWith(one))).map((name) => ({ folder, name })),
      );
    } catch (error) {
      const reason =
        (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file or directory" : (error as Error).message;
      unreadable.push(`Unable to read directory "${folder}" from your PATH: open ${folder}: ${reason}. Skipping...`);
    }
  }
  return { found, unreadable };
}

interface Candidate {
  readonly file: string;
  readonly name: string;
  readonly seen: Map<string, string>;
  readonly root: Entry;
  readonly world: World;
}

function problemsOf({ file, name, seen, root, world }: Candidate): string[] {
  const hidden = builtIn(name, root, world.name);
  if (hidden) return [`warning: ${name} overwrites existing command: "${hidden}"`];
  const problems: string[] = [];
  if (!isExecutable(file, world)) {
    problems.push(`warning: ${file} identified as a ${world.name} plugin, but it is not executable`);
  }
  const earlier = seen.get(name);
  if (earlier) problems.push(`warning: ${file} is overshadowed by a similarly named plugin: ${earlier}`);
  else seen.set(name, file);
  return problems;
}

/** The built-in command that a plugin's words lead to; undefined when the first word is no command. */
function builtIn(name: string, root: Entry, program: string): string | undefined {
  const words = name.split("-").slice(1);
  if (words.join("") === "") return program;
  const path = [program];
  let entry: Entry = root;
  for (const word of words) {
    const next = find(entry, word);
    if (!next) break;
    path.push(next[0]);
    entry = next[1];
  }
  return path.length > 1 ? path.join(" ") : undefined;
}
