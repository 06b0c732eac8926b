// node test/parity/patches/main.js [SEED] [PAIRS]: what `apply` writes, compared. Manifests are applied, changed by others
// and changed again, as fast-check has it; kubectl and kctl apply the change as a server's dry run, and a proxy compares
// every request. Half of the manifests are real ones, the others are rich in lists and maps.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { compareWrites } from "./compare.js";
import { KINDS } from "./manifests.js";
import { changed } from "./mutate.js";
import { startProxy } from "./proxy.js";
import { REAL } from "./real.js";

const [seed = "1", pairs = "220"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "kctl-patches-"));
const file = (/** @type {string} */ name) => join(folder, name);

const admin = execFileSync("bash", ["test/cluster/up.sh", "parity", "19443"], { encoding: "utf8" }).trim();
const real = join(execFileSync("bash", ["test/cluster/build.sh"], { encoding: "utf8" }).trim(), "kubectl");
const run = dirname(admin);
const server = /https:\/\/[^\s",}]+/.exec(readFileSync(admin, "utf8"))?.[0] ?? "";
const [ca, cert, key] = ["ca.crt", "admin.crt", "admin.key"].map((name) => readFileSync(join(run, name), "utf8"));
const proxy = await startProxy({ server, ca: String(ca), cert: String(cert), key: String(key) });
const namespace = `patches-${seed}-${process.pid}`;
writeFileSync(
  file("kubeconfig"),
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server: proxy.url } }],
    contexts: [{ name: "x", context: { cluster: "c", namespace } }],
    "current-context": "x",
  }),
);

/** Runs a program; what it says is of no matter here. @param {string} program @param {string[]} args */
async function perform(program, ...args) {
  const { spawn } = await import("node:child_process");
  const env = { ...process.env, HOME: folder, KUBECONFIG: file("kubeconfig") };
  await new Promise((done) => spawn(program, args, { env, stdio: "ignore" }).on("close", done));
}

const before = Array.from({ length: Number(pairs) }, (_, at) => {
  const source = at % 2 === 0 ? REAL : KINDS;
  return source[(at >> 1) % source.length]?.(`o${at}`) ?? {};
});
const after = before.flatMap((manifest, at) => fc.sample(changed(manifest), { seed: Number(seed) + at, numRuns: 1 }));
for (const [name, manifests] of Object.entries({ before, after })) {
  writeFileSync(file(`${name}.json`), manifests.map((one) => JSON.stringify(one)).join("\n"));
}
await perform(real, "create", "namespace", namespace);
await perform(real, "apply", "-f", "test/parity/fixtures/crd.yaml");
await perform(real, "wait", "--for=condition=Established", "crd/gadgets.parity.example.com");
await perform(real, "apply", "-f", file("before.json"));
await perform(real, "label", "services,configmaps,roles,deployments", "--all", "others=1");
await perform(real, "set", "env", "deployments", "--all", "ADDED=1", "A=9");
// Controllers have the last word before both look.
await new Promise((done) => setTimeout(done, 3000));
proxy.take();
const apply = ["apply", "-f", file("after.json"), "--dry-run=server"];
await perform(real, ...apply);
const wanted = proxy.take();
await perform(process.execPath, "bin/kctl.js", ...apply);
const got = proxy.take();
proxy.stop();
spawnSync(real, ["--kubeconfig", admin, "delete", "namespace", namespace, "--wait=false"], { stdio: "ignore" });
rmSync(folder, { recursive: true });

const { wrong, onPurpose, isInOrder } = compareWrites(wanted, got);
for (const pair of wrong.slice(0, 5)) console.log(`kubectl ${pair.theirs}\nkctl    ${pair.ours}\n`);
console.log(
  `${pairs} pairs: ${wanted.length} writes of kubectl, ${got.length} of kctl, ${wrong.length} differ, ${onPurpose.length} on purpose`,
);
if (!isInOrder) console.log("the writes come in another order");
process.exitCode = wrong.length > 0 || wanted.length === 0 || !isInOrder ? 1 : 0;
