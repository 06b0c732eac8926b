#!/usr/bin/env node
// The only file that knows `process`: it builds the World, runs one command line and sets the exit code.
const { basename, join } = require("node:path");
const { isatty } = require("node:tty");
const { keepCode } = require("./code-cache.js");
const { setFlags } = require("./engine.js");

/** @import { World, Output } from "../src/core/world.ts" */

// Node announces experimental parts of its own on stderr; a command line's stderr belongs to the command.
process.removeAllListeners("warning");

const interrupted = new AbortController();
let interruptions = 0;
/** Whether Ctrl-C is how the command ends. */
let endsOnInterrupt = false;
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !endsOnInterrupt) {
      process.exitCode = signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 129;
    }
    interrupted.abort();
    interruptions += 1;
    // A second Ctrl-C does not wait for anything.
    if (interruptions > 1) process.exit();
  });
}

/**
 * Streams are opened when they are first used: that takes milliseconds. @param {"stdout" | "stderr"} name
 * @param {number} descriptor @returns {Output}
 */
function output(name, descriptor) {
  /** @type {NodeJS.WriteStream | undefined} */
  let opened;
  const stream = () => {
    if (opened) return opened;
    opened = process[name];
    // A reader that has gone away (`| head`) ends the command as it would end kubectl, without a word.
    return opened.on("error", (error) => {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPIPE") throw error;
      process.exit(141);
    });
  };
  return {
    write: (chunk) => void stream().write(chunk),
    flush: () => new Promise((resolve) => (opened ? opened.write("", () => resolve()) : resolve())),
    isTerminal: isatty(descriptor),
  };
}

/** @returns {Promise<Uint8Array>} */
const readAll = () => Promise.race([collect(), interruption()]);

async function collect() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Lines as they come in; only asked for by questions, never together with readAll().
 * @type {AsyncIterator<string> | undefined}
 */
let lines;

/** @returns {Promise<string | undefined>} */
async function readLine() {
  if (!lines && process.stdin.readableEnded) return undefined;
  lines ??= require("node:readline").createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  const { value, done } = await Promise.race([/** @type {AsyncIterator<string>} */ (lines).next(), interruption()]);
  return done ? undefined : value;
}

/** Ends the wait for input that nobody will give any more. @returns {Promise<never>} */
function interruption() {
  const { signal } = interrupted;
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Whether keys come raw; the terminal gets its usual ways back however the program ends. */
let isRaw = false;
process.on("exit", () => setRaw(false));

/** @param {boolean} wanted */
function setRaw(wanted) {
  if (isRaw === wanted || !process.stdin.isTTY) return;
  process.stdin.setRawMode(wanted);
  isRaw = wanted;
  // Node leaves on that a line feed also returns to the first column, which breaks full-screen programs.
  if (wanted) require("node:child_process").spawnSync("stty", ["-opost"], { stdio: [0, "ignore", "ignore"] });
}

/**
 * Standard input in portions; those of a file are large, so that few messages carry it.
 * @returns {AsyncIterable<Uint8Array>}
 */
function input() {
  const { createReadStream, fstatSync } = require("node:fs");
  if (!fstatSync(0).isFile()) return process.stdin;
  return createReadStream("", { fd: 0, autoClose: false, highWaterMark: 1024 * 1024 });
}

/** @returns {AsyncGenerator<{ columns: number, rows: number }>} */
async function* terminalSizes() {
  if (!isatty(1)) return;
  const { stdout } = process;
  for (;;) {
    yield { columns: stdout.columns, rows: stdout.rows };
    await new Promise((resolve) => stdout.once("resize", resolve));
  }
}

const called = basename(process.argv[1] ?? "kctl").replace(/\.[cm]?js$/, "");

/** @type {World} */
const world = {
  name: called === "kubectl" ? "kubectl" : "kctl",
  self: [process.execPath, ...process.execArgv, __filename],
  streams: {
    stdin: { readAll, readLine, chunks: input, setRaw, isTerminal: isatty(0) },
    stdout: output("stdout", 1),
    stderr: output("stderr", 2),
  },
  env: process.env,
  cwd: process.cwd(),
  home: process.env.HOME ?? process.env.USERPROFILE ?? "",
  platform: process.platform,
  arch: process.arch === "x64" ? "amd64" : process.arch,
  runtime: `node ${process.version}`,
  pid: process.pid,
  kill(pid, signal) {
    try {
      return process.kill(pid, signal);
    } catch (error) {
      return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
    }
  },
  uid: process.getuid?.(),
  now: Date.now,
  signal: interrupted.signal,
  endsOnInterrupt() {
    endsOnInterrupt = true;
  },
  columns: isatty(1) ? process.stdout.columns : undefined,
  terminalSizes,
};

const dist = join(__dirname, "..", "dist");
const word = process.argv.slice(2).find((one) => /^[a-z_-]{1,20}$/.test(one) && !one.startsWith("-")) ?? "other";
setFlags(word);
const cache = join(process.env.KUBECACHEDIR || join(world.home, ".kube", "cache"), "kctl-code");
const load = world.home ? keepCode(dist, cache, word) : require;
const { main } = load(join(dist, "main.cjs"));
main(process.argv.slice(2), world).then(async (/** @type {number} */ code) => {
  await Promise.all([world.streams.stdout.flush(), world.streams.stderr.flush()]);
  // Everything is said and written: sockets that are still closing need not be waited for.
  process.exit(process.exitCode ?? code);
});
