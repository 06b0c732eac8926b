// Bundles src/ into dist/: one file with our own code, whose modules run only when they are first imported, and a file
// for each package, loaded when its door is first opened. The published package has no dependencies.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** What is loaded from a file of its own: packages by name, and our door to undici. */
const DOORS = {
  commander: "commander",
  "js-yaml": "js-yaml",
  chalk: "chalk",
  "cli-table3": "cli-table3",
  "jsonpath-plus": "jsonpath-plus",
  "./undici.ts": "undici",
};

const common = {
  bundle: true,
  minify: true,
  platform: /** @type {const} */ ("node"),
  target: "node20.18",
  metafile: /** @type {const} */ (true),
  legalComments: /** @type {const} */ ("none"),
  format: /** @type {const} */ ("cjs"),
  outExtension: { ".js": ".cjs" },
  // import() becomes a lazy require(): quicker than Node's loader of ES modules.
  supported: { "dynamic-import": false },
};

rmSync("dist", { recursive: true, force: true });
const own = await build({
  ...common,
  entryPoints: { main: "src/main.ts" },
  outdir: "dist",
  plugins: [{ name: "doors", setup: openDoors }],
});
const packages = await build({
  ...common,
  entryPoints: Object.fromEntries(
    Object.entries(DOORS).map(([name, file]) => [file, name === "./undici.ts" ? "src/client/undici.ts" : name]),
  ),
  outdir: "dist/packages",
  plugins: [{ name: "light", setup: lighten }],
});
writeFileSync("dist/LICENSES.txt", licences(Object.keys({ ...own.metafile.inputs, ...packages.metafile.inputs })));

/** What stands behind a door is not bundled with our code. @param {import("esbuild").PluginBuild} build */
function openDoors(build) {
  build.onResolve({ filter: /^[a-z]|undici\.ts$/ }, ({ path, kind }) => {
    if (path.startsWith("node:") || kind === "entry-point") return undefined;
    const file = DOORS[/** @type {keyof typeof DOORS} */ (path)];
    if (!file) throw new Error(`${path} is not behind a door`);
    return { path: `./packages/${file}.cjs`, external: true };
  });
}

/** commander would load Node's process room only to run commands that are programs of their own, which we have none of. */
function lighten(/** @type {import("esbuild").PluginBuild} */ build) {
  build.onResolve({ filter: /^(node:)?child_process$/ }, ({ path, importer }) =>
    /commander/.test(importer) ? { path, namespace: "empty" } : undefined,
  );
  build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "export default {}" }));
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
