// Keeps what V8 has compiled between runs: a quarter of the time a command takes to start. Node 22 and later can do that by
// themselves; for Node 20 it is done here, for the files of dist/ alone.
const fs = require("node:fs");
const { dirname, join } = require("node:path");
const Module = require("node:module");
const vm = require("node:vm");

/** @typedef {Map<string, Buffer>} Kept compiled code by file */

const A_WEEK = 7 * 24 * 3600 * 1000;

/**
 * Uses and fills the cache in `folder`; without a folder that is ours alone, or when anything goes wrong, code is compiled
 * anew. @param {string} dist @param {string} folder
 */
exports.keepCode = (dist, folder) => {
  try {
    const { enableCompileCache } = /** @type {{ enableCompileCache?: (folder: string) => void }} */ (Module);
    if (process.env.NODE_DISABLE_COMPILE_CACHE || !isOurs(folder)) return;
    if (enableCompileCache) return enableCompileCache(folder);
    keepFor20(dist, folder);
  } catch {
    // Start-up is slower then, nothing else.
  }
};

/** Code from a folder that others may write to would be theirs. @param {string} folder */
function isOurs(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o22) === 0);
}

/** @param {string} dist @param {string} folder */
function keepFor20(dist, folder) {
  const build = fs.readFileSync(join(dist, "build-id"), "utf8");
  const file = join(folder, `${build}-${process.version}-${process.arch}`);
  const kept = read(file);
  /** @type {Map<string, vm.Script>} */
  const compiled = new Map();
  const extensions = /** @type {any} */ (Module)._extensions;
  const plain = extensions[".js"];
  extensions[".cjs"] = (/** @type {NodeModule} */ module, /** @type {string} */ path) => {
    if (!path.startsWith(dist)) return plain(module, path);
    const cachedData = kept.get(path);
    const script = new vm.Script(Module.wrap(fs.readFileSync(path, "utf8")), { filename: path, cachedData });
    if (!cachedData || script.cachedDataRejected) compiled.set(path, script);
    const load = (/** @type {string} */ id) => module.require(id);
    script.runInThisContext().call(module.exports, module.exports, load, module, path, dirname(path));
  };
  process.once("exit", () => {
    if (compiled.size > 0) write(file, new Map([...kept, ...Array.from(compiled, ([path, one]) => codeOf(path, one))]));
  });
}

/** @param {string} path @param {vm.Script} script @returns {[string, Buffer]} */
const codeOf = (path, script) => [path, script.createCachedData()];

/** The file: the length of a JSON head, the head with the length of each piece, the pieces. @param {string} file @returns {Kept} */
function read(file) {
  try {
    const all = fs.readFileSync(file);
    let at = 4 + all.readUInt32LE();
    /** @type {[string, number][]} */
    const head = JSON.parse(all.toString("utf8", 4, at));
    // A file that was cut is of no use.
    if (head.reduce((sum, [, length]) => sum + length, at) !== all.length) return new Map();
    return new Map(
      head.map(([path, length]) => {
        at += length;
        return [path, all.subarray(at - length, at)];
      }),
    );
  } catch {
    return new Map();
  }
}

/** @param {string} file @param {Kept} kept */
function write(file, kept) {
  try {
    const head = Buffer.from(JSON.stringify(Array.from(kept, ([path, { length }]) => [path, length])));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    const unfinished = `${file}.${process.pid}`;
    fs.writeFileSync(unfinished, Buffer.concat([size, head, ...kept.values()]), { mode: 0o600, flag: "wx" });
    fs.renameSync(unfinished, file);
    for (const other of fs.readdirSync(dirname(file))) removeOld(join(dirname(file), other));
  } catch {
    // The next run tries again.
  }
}

/** Other builds leave their files behind. @param {string} path */
function removeOld(path) {
  if (Date.now() - fs.statSync(path).mtimeMs > A_WEEK) fs.rmSync(path);
}
