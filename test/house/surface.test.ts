import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Command, Entry } from "../../src/cli/command.ts";
import { flagTable } from "../../src/cli/flag-table.ts";
import { helpPage } from "../../src/cli/help.ts";
import { parse } from "../../src/cli/parse.ts";
import { route } from "../../src/cli/route.ts";
import { root } from "../../src/commands/index.ts";
import { globalFlags } from "../../src/kubeconfig/flags.ts";

interface SurfaceFlag {
  readonly name: string;
  readonly shorthand?: string;
  readonly default: string;
  readonly kind: string;
}

interface Surface {
  readonly global_flags: readonly SurfaceFlag[];
  readonly commands: Readonly<Record<string, { aliases: string[]; usage: string; flags: SurfaceFlag[] }>>;
}

const surface = JSON.parse(readFileSync("test/house/kubectl-surface.json", "utf8")) as Surface;

/** Every command that this version carries, with its words. */
async function carried(
  entry: Entry,
  path: readonly string[],
): Promise<{ path: string[]; entry: Entry; command: Command }[]> {
  const below = Object.entries(entry.commands ?? {}).filter(([, one]) => !one.missing);
  const own = entry.load ? [{ path: [...path], entry, command: (await entry.load()).default as Command }] : [];
  return [...own, ...(await Promise.all(below.map(([name, one]) => carried(one, [...path, name])))).flat()];
}

const ours = await carried(root, ["kubectl"]);

test.each(ours.map((one) => [one.path.slice(1).join(" "), one] as const))(
  "%s has kubectl's flags, defaults and usage",
  (name, one) => {
    const known = surface.commands[name];
    if (!known || name === "create") return;
    const page = helpPage(one);
    const flags = flagTable(one.command.flags, {});
    for (const flag of known.flags) {
      const mine = flags.long(flag.name)?.flag;
      expect([flag.name, mine?.kind, mine?.shorthand]).toEqual([flag.name, flag.kind, flag.shorthand]);
      if (!mine?.hidden) expect(page).toContain(`--${flag.name}=${flag.default}:`);
    }
    if (known.usage) expect(page).toContain(`Usage:\n  kubectl ${known.usage}\n`);
    for (const alias of known.aliases) expect(one.entry.aliases ?? []).toContain(alias);
  },
);

test("the flags of every command are kubectl's", () => {
  const flags = flagTable({}, globalFlags);
  for (const flag of surface.global_flags) {
    const mine = flags.long(flag.name)?.flag;
    expect([flag.name, mine?.shorthand]).toEqual([flag.name, flag.shorthand]);
  }
});

test.each(ours.map((one) => [one.path.slice(1).join(" "), one] as const))(
  "the page of %s is tidy and its examples parse",
  async (_, one) => {
    const page = helpPage(one);
    expect(page.split("\n").filter((line) => / +$/.test(line) && line.trim() !== "")).toEqual([]);
    expect(page).not.toContain("{program}");
    const lines = (one.command.examples ?? "").split("\n").filter((line) => line.startsWith("{program} "));
    for (const line of lines) {
      const words = line.replace(/ [|>].*$/, "").match(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g) ?? [];
      const found = await route(
        root,
        "kubectl",
        words.slice(1).map((word) => word.replaceAll(/['"]/g, "")),
        globalFlags,
      );
      await parse(found.rest, flagTable(found.command?.flags ?? {}, globalFlags), found.path);
      expect(found.path.length).toBeGreaterThan(1);
    }
  },
);
