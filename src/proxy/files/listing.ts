import { readdir } from "node:fs/promises";
import { escapeHtml } from "../path.ts";

/** A page with the names in a folder. */
export async function listing(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  return listingOf(names);
}

/** The page for these names; those of folders end in a slash. */
export function listingOf(names: readonly string[]): string {
  const sorted = [...names].sort((a, b) => Buffer.compare(Buffer.from(bare(a)), Buffer.from(bare(b))));
  const lines = sorted.map((name) => `<a href="${reference(name)}">${escapeHtml(name)}</a>\n`);
  return `<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n${lines.join("")}</pre>\n`;
}

const bare = (name: string): string => name.replace(/\/$/, "");

/** A name as a relative reference; a colon in it must not make a scheme of what stands before. */
function reference(name: string): string {
  const escaped = encodeURIComponent(name.toWellFormed())
    .replace(/%(24|26|2B|2C|2F|3A|3B|3D|40)/g, (one) => decodeURIComponent(one))
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return escaped.includes(":") ? `./${escaped}` : escaped;
}
