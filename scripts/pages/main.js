// Writes docs/commands anew from the help pages of the built program.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPages } from "./render.js";

const FOLDER = "docs/commands";
const pages = await renderPages(async (words) =>
  execFileSync(process.execPath, ["bin/kctl.js", ...words, "--help"], { encoding: "utf8" }),
);
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
