// Settings of V8. It keeps compiled code by its flags, and drops what was kept under others: they are set before anything is
// loaded, by the command's name alone, and stay as they are.
const { setFlagsFromString } = require("node:v8");

/** What is young stays in little memory: for commands that send many small requests. */
const SMALL_HEAP = "--semi-space-growth-factor=1";
/** Helpers that collect beside us wait for a core of their own where the server takes both. */
const NO_HELPERS = "--no-parallel-scavenge";
/** No code is optimized: for commands that wait for the network most of the time. */
const SMALL_CODE = "--no-opt";

/** @type {Readonly<Record<string, readonly string[]>>} */
const OF_COMMANDS = {
  apply: [SMALL_HEAP, SMALL_CODE, NO_HELPERS],
  delete: [SMALL_HEAP, SMALL_CODE, NO_HELPERS],
  diff: [SMALL_HEAP, NO_HELPERS],
};

/** @param {string} command the word of the command line that names it */
exports.setFlags = (command) => {
  // The parser of HTTP, which is WebAssembly, stays in the form it is first compiled to: a better one takes 30 MB and a tenth
  // of a second of a core to make, and bodies pass it by in one piece. Node 20 makes it all the same, in the background, and
  // waits for it at its end; a large budget keeps that from starting.
  setFlagsFromString("--liftoff-only");
  if (process.version.startsWith("v20.")) setFlagsFromString("--wasm-tiering-budget=30000000");
  for (const flag of Object.hasOwn(OF_COMMANDS, command) ? (OF_COMMANDS[command] ?? []) : []) setFlagsFromString(flag);
};
