// esbuild cuts a chunk for every set of entries that share a module: dozens of tiny files. Here entries are made to share
// on purpose, so that what is always needed is one file, and what every conversation with a server needs is another.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What nearly every command that talks to a server needs. */
const NET = [
  "client/target.ts",
  "client/open.ts",
  "client/discovery-cache.ts",
  "resources/fetch.ts",
  "resources/plan.ts",
  "resources/args.ts",
  "resources/objects.ts",
  "kubeconfig/load.ts",
  "core/yaml/read.ts",
  "commands/get/get.ts",
  "commands/get/table.ts",
];
/** What runs without a server and without a kubeconfig: it must not read the code for them. */
const ALONE =
  /src\/(commands\/(version|help|options|plugin|completion)\b|cli\/|core\/|template\/|printers\/(?!printer|table))/;

/** Kinds share the sections of descriptions: one file for all of them, besides one each. */
const DESCRIBES = /src\/(describe\/kinds\/|commands\/describe\/describe\.ts)/;

/** @type {import("esbuild").Plugin} */
export const shareChunks = {
  name: "share-chunks",
  setup(build) {
    const root = resolve("src");
    const entries = lazyEntries(root);
    const net = NET.map((file) => join(root, file));
    const sections = readdirSync(join(root, "describe"))
      .filter((file) => file.endsWith(".ts") && file !== "kinds.ts")
      .map((file) => join(root, "describe", file));
    build.onLoad({ filter: /src\/.*\.ts$/ }, ({ path }) => {
      if (!entries.has(path)) return undefined;
      const more = DESCRIBES.test(path.replaceAll("\\", "/")) ? sections : [];
      const shared = [join(root, "main.ts"), ...(ALONE.test(path) ? [] : net), ...more].filter((file) => file !== path);
      const imports = shared.map((file) => `import ${JSON.stringify(file)};`).join("");
      return { contents: imports + readFileSync(path, "utf8"), loader: "ts", resolveDir: dirname(path) };
    });
  },
};

/** Every file that some import() loads. @param {string} root */
function lazyEntries(root) {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const found = files.flatMap((file) => {
    const path = join(root, file);
    return [...readFileSync(path, "utf8").matchAll(/import\("(\.[^"]+\.ts)"\)/g)].map(([, to]) =>
      resolve(dirname(path), /** @type {string} */ (to)),
    );
  });
  return new Set(found);
}
