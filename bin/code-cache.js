// Keeps what V8 has compiled between runs: a quarter of the time a command takes to start. Node 22 and later can do that by
// themselves; for Node 20 it is done here, for the files of dist/ alone.
const fs = require("node:fs");
const { dirname, join } = require("node:path");
const Module = require("node:module");
const vm = require("node:vm");

/** @typedef {Map<string, Buffer>} Kept compiled code by file */

const A_WEEK = 7 * 24 * 3600 * 1000;

/**
 * Gives what loads files of `dist`, with the cache in `folder` where that can be used: without a folder that is ours alone,
 * or when anything goes wrong, code is compiled anew. `name` tells commands apart, so that each reads its own code only.
 * @param {string} dist @param {string} folder @param {string} name @returns {(path: string) => any}
 */
exports.keepCode = (dist, folder, name) => {
  try {
    const { enableCompileCache } = /** @type {{ enableCompileCache?: (folder: string) => void }} */ (Module);
    if (process.env.NODE_DISABLE_COMPILE_CACHE || !isOurs(folder)) return require;
    if (!enableCompileCache) return keepFor20(dist, folder, name);
    enableCompileCache(folder);
  } catch {
    // Start-up is slower then, nothing else.
  }
  return require;
};

/** Code from a folder that others may write to would be theirs. @param {string} folder */
function isOurs(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o22) === 0);
}

/** @param {string} dist @param {string} folder @param {string} name @returns {(path: string) => any} */
function keepFor20(dist, folder, name) {
  const build = fs.readFileSync(join(dist, "build-id"), "utf8");
  const file = join(folder, `${build}-${process.version}-${process.arch}-${name}`);
  const kept = read(file);
  const before = stamp();
  /** @type {Map<string, vm.Script>} */
  const compiled = new Map();
  process.once("exit", () => {
    // Code made under flags that were changed on the way would be dropped at the next start.
    if (compiled.size > 0 && stamp().equals(before))
      write(file, new Map([...kept, ...Array.from(compiled, ([path, one]) => codeOf(path, one))]));
  });
  /** Our files name each other by their paths, so nothing has to be looked for. @param {string} path */
  const load = (path) => {
    const known = require.cache[path];
    if (known) return known.exports;
    const module = new Module(path);
    module.filename = path;
    require.cache[path] = module;
    const cachedData = kept.get(path);
    const script = new vm.Script(Module.wrap(fs.readFileSync(path, "utf8")), { filename: path, cachedData });
    if (!cachedData || script.cachedDataRejected) compiled.set(path, script);
    const folder = dirname(path);
    const loadFrom = (/** @type {string} */ id) => (id.startsWith(".") ? load(join(folder, id)) : require(id));
    script.runInThisContext().call(module.exports, module.exports, loadFrom, module, path, folder);
    module.loaded = true;
    return module.exports;
  };
  return load;
}

/** Code of nothing: it differs where V8's flags do. */
const stamp = () => new vm.Script("").createCachedData();

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
