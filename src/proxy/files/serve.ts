import { createReadStream, type Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, join, posix, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { date, notFound, plain, type Reply, reasonFor, send, writeHead } from "../reply.ts";
import { contentType } from "./content-type.ts";
import { listing } from "./listing.ts";
import { content, isUnchanged } from "./ranges.ts";

const INDEX = "index.html";

/** Answers with a file of the folder, or with what a folder in it has; `path` is without escapes, `query` as it came. */
export async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, path, query }: { folder: string; path: string; query: string },
): Promise<void> {
  // Made absolute before it is cleaned, no number of ".." leads out.
  const name = posix.normalize(`/${path}`);
  if (name.includes("\0") || (sep !== "/" && name.includes(sep))) return send(response, notFound());
  if (`/${path}`.endsWith(`/${INDEX}`)) return send(response, moved("./", query));
  const file = join(folder, name).replace(/(?<=.)[/\\]+$/, "");
  try {
    const found = await look(file);
    const isFolder = found.isDirectory();
    const endsInSlash = `/${path}`.endsWith("/");
    if (isFolder && !endsInSlash) return send(response, moved(`${basename(name)}/`, query));
    if (!isFolder && name === "/") return send(response, plain(500, "http: attempting to traverse a non-directory"));
    if (!isFolder && endsInSlash) return send(response, moved(`../${basename(name)}`, query));
    if (!isFolder) return await sendFile(request, response, file, found);
    const index = join(file, INDEX);
    const indexFound = await look(index).catch(() => undefined);
    if (indexFound?.isFile()) return await sendFile(request, response, index, indexFound);
    if (isUnchanged(request, found.mtime)) return send(response, unchanged(found.mtime));
    send(response, await folderReply(file, found.mtime));
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, failure(error as NodeJS.ErrnoException));
  }
}

/** What a file is, if it may be read. */
async function look(file: string): Promise<Stats> {
  const found = await stat(file);
  // A pipe would never be opened; the answer for it is what cannot be served.
  if (!found.isFile() && !found.isDirectory()) throw new Error("neither a file nor a folder");
  await (await open(file)).close();
  return found;
}

function failure({ code }: NodeJS.ErrnoException): Reply {
  if (code === "ENOENT" || code === "ENOTDIR") return notFound();
  if (code === "EACCES" || code === "EPERM") return plain(403, "403 Forbidden");
  return plain(500, "500 Internal Server Error");
}

const moved = (location: string, query: string): Reply => ({
  status: 301,
  headers: [["Location", location + query], date(), ["Content-Length", "0"]],
  body: "",
});

const unchanged = (modified: Date): Reply => ({
  status: 304,
  headers: [["Last-Modified", modified.toUTCString()], date()],
  body: "",
});

async function folderReply(folder: string, modified: Date): Promise<Reply> {
  const body = Buffer.from(await listing(folder));
  return {
    status: 200,
    headers: [
      ["Content-Type", "text/html; charset=utf-8"],
      ["Last-Modified", modified.toUTCString()],
      date(),
      ["Content-Length", String(body.length)],
    ],
    body,
  };
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: string, found: Stats): Promise<void> {
  if (isUnchanged(request, found.mtime)) return send(response, unchanged(found.mtime));
  const { status, headers, parts, refusal } = content(request, found, await contentType(file));
  if (refusal) return send(response, refusal);
  writeHead(response, status, reasonFor(status), headers);
  if (request.method !== "HEAD") {
    for (const part of parts) {
      if (typeof part === "string") response.write(part);
      else if (part.length > 0) {
        const stream = createReadStream(file, { start: part.start, end: part.start + part.length - 1 });
        await pipeline(stream, response, { end: false });
      }
    }
  }
  response.end();
}
