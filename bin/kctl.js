#!/usr/bin/env node
// The only file that knows `process`: it builds the World, runs one command line and sets the exit code.
const { basename } = require("node:path");

/** @import { World, Output } from "../src/core/world.ts" */

// Node announces experimental parts of its own on stderr; a command line's stderr belongs to the command.
process.removeAllListeners("warning");

const interrupted = new AbortController();
let interruptions = 0;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    process.exitCode = signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 129;
    interrupted.abort();
    interruptions += 1;
    // A second Ctrl-C does not wait for anything.
    if (interruptions > 1) process.exit();
  });
}

/** @param {NodeJS.WriteStream} stream @returns {Output} */
function output(stream) {
  // A reader that has gone away (`| head`) ends the command as it would end kubectl, without a word.
  stream.on("error", (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPIPE") throw error;
    process.exit(141);
  });
  return {
    write: (chunk) => void stream.write(chunk),
    flush: () => new Promise((resolve) => stream.write("", () => resolve())),
    isTerminal: stream.isTTY === true,
  };
}

/** @returns {Promise<Uint8Array>} */
async function readAll() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const called = basename(process.argv[1] ?? "kctl").replace(/\.[cm]?js$/, "");

/** @type {World} */
const world = {
  name: called === "kubectl" ? "kubectl" : "kctl",
  streams: {
    stdin: { readAll, isTerminal: process.stdin.isTTY === true },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
  },
  env: process.env,
  cwd: process.cwd(),
  home: process.env.HOME ?? process.env.USERPROFILE ?? "",
  platform: process.platform,
  arch: process.arch === "x64" ? "amd64" : process.arch,
  runtime: `node ${process.version}`,
  uid: process.getuid?.(),
  now: Date.now,
  signal: interrupted.signal,
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
};

const { main } = require(`${__dirname}/../dist/main.cjs`);
main(process.argv.slice(2), world).then(async (/** @type {number} */ code) => {
  await Promise.all([world.streams.stdout.flush(), world.streams.stderr.flush()]);
  // Everything is said and written: sockets that are still closing need not be waited for.
  process.exit(process.exitCode ?? code);
});
