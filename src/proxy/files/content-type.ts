import { open, readFile } from "node:fs/promises";
import { extname } from "node:path";
import { sniff } from "./sniff.ts";

/** What Go knows without asking the system. */
const KNOWN: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".css": "text/css",
  ".gif": "image/gif",
  ".htm": "text/html",
  ".html": "text/html",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".xml": "text/xml",
};

const GLOBS = ["/usr/local/share/mime/globs2", "/usr/share/mime/globs2"];
const TYPES = ["/etc/mime.types", "/etc/apache2/mime.types", "/etc/apache/mime.types", "/etc/httpd/conf/mime.types"];

/** The type of a file by its name, as this system knows it, or else by its first bytes. */
export async function contentType(file: string): Promise<string> {
  const extension = extname(file.replace(/(^|\/)\.(?=[^/]*$)/, "$1x."));
  const type = extension === "" ? undefined : await typeFor(extension);
  if (type) return type.startsWith("text/") && !type.includes("charset") ? `${type}; charset=utf-8` : type;
  return sniff(await beginning(file));
}

const typeFor = async (extension: string): Promise<string | undefined> => {
  const lower = extension.toLowerCase();
  return KNOWN[extension] ?? KNOWN[lower] ?? (await system()).get(extension) ?? (await system()).get(lower);
};

let asked: Promise<ReadonlyMap<string, string>> | undefined;

function system(): Promise<ReadonlyMap<string, string>> {
  asked ??= readSystem();
  return asked;
}

/** The desktop's table wins over the older one; of one extension's lines the first. */
async function readSystem(): Promise<ReadonlyMap<string, string>> {
  for (const file of GLOBS) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) return parseGlobs(text);
  }
  const found = new Map<string, string>();
  for (const file of TYPES)
    for (const [name, type] of parseTypes(await readFile(file, "utf8").catch(() => ""))) found.set(name, type);
  return found;
}

/** Lines such as "50:text/markdown:*.md". */
export function parseGlobs(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [weight = "", type = "", glob = ""] = line.split(":");
    if (weight === "" || weight.startsWith("#") || !/^\*\.[^?*[]+$/.test(glob)) continue;
    if (!found.has(glob.slice(1))) found.set(glob.slice(1), type);
  }
  return found;
}

/** Lines such as "text/markdown md markdown". */
function parseTypes(text: string): [string, string][] {
  return text.split("\n").flatMap((line) => {
    const [type = "", ...extensions] = (line.split("#")[0] ?? "").trim().split(/\s+/);
    return extensions.map((one): [string, string] => [`.${one}`, type]);
  });
}

async function beginning(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
