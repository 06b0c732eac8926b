// Bundles src/ into dist/: a small entry, chunks that commands load when they need them, and a file for each package,
// loaded when its door is first opened. The published package has no dependencies.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, transform } from "esbuild";
import { shareChunks } from "./chunks.js";

/** What is loaded from a file of its own: packages by name, and our door to undici. */
const DOORS = {
  commander: "commander",
  "js-yaml": "js-yaml",
  chalk: "chalk",
  "cli-table3": "cli-table3",
  "jsonpath-plus": "jsonpath-plus",
  diff: "diff",
  ws: "ws",
  socks: "socks",
  "./undici.ts": "undici",
  "./certificate.ts": "certificate",
};

/** Doors that are files of ours: what stands behind them is a file of its own with its packages. */
const ENTRIES = { "./undici.ts": "src/client/undici.ts", "./certificate.ts": "src/sandbox/certificate.ts" };

const common = {
  bundle: true,
  minify: true,
  platform: /** @type {const} */ ("node"),
  target: "node20.18",
  metafile: /** @type {const} */ (true),
  legalComments: /** @type {const} */ ("none"),
};

rmSync("dist", { recursive: true, force: true });
const own = await build({
  ...common,
  entryPoints: { main: "src/main.ts" },
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  splitting: true,
  write: false,
  plugins: [{ name: "doors", setup: openDoors }, shareChunks],
});
for (const file of own.outputFiles) await writeRequired(file);
const packages = await build({
  ...common,
  entryPoints: Object.fromEntries(
    Object.entries(DOORS).map(([name, file]) => [file, ENTRIES[/** @type {keyof typeof ENTRIES} */ (name)] ?? name]),
  ),
  outdir: "dist/packages",
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  supported: { "dynamic-import": false },
  plugins: [{ name: "light", setup: lighten }],
});
writeFileSync("dist/build-id", buildId());
writeFileSync("dist/LICENSES.txt", licences(Object.keys({ ...own.metafile.inputs, ...packages.metafile.inputs })));

/**
 * Writes a chunk as a CommonJS file: Node loads those twice as fast as ES modules, and import() becomes a require() that
 * waits until it is needed. @param {import("esbuild").OutputFile} file
 */
async function writeRequired(file) {
  const { code } = await transform(file.text, {
    format: "cjs",
    // Names are short already. Those that this step adds are the same in every chunk as long as they stay as they are, and
    // so take less room in the packed file than short ones would.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: "node",
    supported: { "dynamic-import": false },
  });
  const target = file.path.replace(/\.js$/, ".cjs");
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    code
      .replace(/require\("(\.[^"]*)\.js"\)/g, 'require("$1.cjs")')
      .replaceAll('"PACKAGES/', target.includes("chunks") ? '"../packages/' : '"./packages/'),
  );
}

/** A name for exactly these files, so that code kept from another build is never taken for theirs. */
function buildId() {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".cjs"));
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join("dist", file)));
  return hash.digest("hex").slice(0, 16);
}

/** What stands behind a door is not bundled with our code. @param {import("esbuild").PluginBuild} build */
function openDoors(build) {
  build.onResolve({ filter: /^[a-z@]|(undici|certificate)\.ts$/ }, ({ path, kind }) => {
    if (path.startsWith("node:") || kind === "entry-point") return undefined;
    const file = DOORS[/** @type {keyof typeof DOORS} */ (path)];
    if (!file) throw new Error(`${path} is not behind a door`);
    return { path: `PACKAGES/${file}.cjs`, external: true };
  });
}

/**
 * Leaves out rooms of packages that we never enter and that would load large parts of Node: commander's sub-commands that
 * are programs of their own, undici's HTTP/2 and its ties to node:http. @param {import("esbuild").PluginBuild} build
 */
function lighten(build) {
  build.onResolve({ filter: /child_process$|client-h2\.js$|^node:http$/ }, ({ path, importer }) =>
    /commander|undici/.test(importer) ? { path, namespace: "empty" } : undefined,
  );
  // The two things undici takes from Node's own HTTP: a number, and a class that we never hand to it.
  const contents = "module.exports = { maxHeaderSize: 16384, IncomingMessage: class {} }";
  build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents }));
}

/** The licence texts of every package that ended up in the bundle. @param {string[]} inputs */
function licences(inputs) {
  const names = new Set(inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const texts = [...names].sort().map((name) => {
    const folder = join("node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : "(no licence file in the package)";
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
