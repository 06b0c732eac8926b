// kctl beside the real kubectl, on a control plane of this machine; prints a Markdown table.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CASES } from "./cases.js";
import { writeManifests } from "./manifests.js";
import { race, run } from "./measure.js";
import { fillCluster } from "./pods.js";
import { header, row } from "./table.js";

const USAGE = `npm run bench -- [--runs N] [--only REGEX] [--keep]
  --runs N      runs per case and program (10; at most 3 for lists of 10,000)
  --only REGEX  only cases whose name matches
  --keep        leave the control plane up: filling it takes a minute`;

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "10" },
    only: { type: "string", default: "" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) console.log(USAGE);
else await main();

async function main() {
  const before = Date.now();
  const kubeconfig = lastLine("test/cluster/up.sh", "bench", "20443");
  const isOurs = statSync(kubeconfig).mtimeMs >= before;
  const bin = lastLine("test/cluster/build.sh");
  const folder = mkdtempSync(join(tmpdir(), "kctl-bench-"));
  try {
    await fillCluster(kubeconfig);
    const side = sides(folder, kubeconfig, bin);
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; median (minimum)\n\n${header()}`);
    writeManifests(folder);
    for (const { name, args, isBaseline, mostRuns, prepare = [], status } of CASES.filter(({ name }) =>
      new RegExp(options.only).test(name),
    )) {
      const contestants = isBaseline ? [side.node(args)] : [side.kctl(args), side.kubectl(args)];
      const runs = Math.min(Number(options.runs), mostRuns ?? Number.POSITIVE_INFINITY);
      const [kctl, kubectl] = race(contestants, runs, {
        meter: join(bin, "meter"),
        folder,
        prepare() {
          for (const words of prepare) run(side.kctl(words));
        },
        ...(status !== undefined && { status }),
      });
      if (kctl) console.log(row(name, kctl, kubectl));
    }
  } finally {
    rmSync(folder, { recursive: true });
    if (isOurs && !options.keep) execFileSync("bash", ["test/cluster/down.sh", "bench"]);
  }
}

/** Each program has a home of its own, so that neither finds the other's caches. @param {string} folder @param {string} kubeconfig @param {string} bin */
function sides(folder, kubeconfig, bin) {
  const contestant = (/** @type {string} */ name, /** @type {readonly string[]} */ program) => {
    const home = join(folder, name);
    mkdirSync(home);
    copyFileSync(kubeconfig, join(home, "kubeconfig"));
    const env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: join(home, "kubeconfig") };
    return (/** @type {readonly string[]} */ args) => ({ command: [...program, ...args], env, folder });
  };
  return {
    node: contestant("node", [process.execPath]),
    kctl: contestant("kctl", [process.execPath, resolve("bin/kctl.js")]),
    kubectl: contestant("kubectl", [join(bin, "kubectl-alone")]),
  };
}

/** @param {...string} command a script of bash and its words */
function lastLine(...command) {
  const said = execFileSync("bash", command, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NOKWOK: "1" },
  });
  return said.trim().split("\n").at(-1) ?? "";
}
