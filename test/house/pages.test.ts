import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderPages } from "../../scripts/pages/render.js";
import { main } from "../../src/main.ts";
import { recordingWorld } from "../helpers/world.ts";

const FOLDER = "docs/commands";

async function help(words: readonly string[]): Promise<string> {
  const recorded = recordingWorld({ name: "kctl" });
  await main([...words, "--help"], recorded.world);
  return recorded.stdout();
}

test("the command pages say what --help says (`npm run pages` writes them)", async () => {
  const pages = await renderPages(help);
  expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(FOLDER, name), "utf8")).toBe(text);
});
