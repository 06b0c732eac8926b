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
import { NODE_VARIABLE, raceStreams, STREAMS } from "./streams.js";
import { header, row } from "./table.js";

const USAGE = `npm run bench -- [--runs N] [--only REGEX] [--keep]
  --runs N      runs per case and program (10; at most 3 for lists of 10,000)
  --only REGEX  only cases whose name matches
  --keep        leave the control plane up: filling it takes a minute

What streams needs a cluster with a real node, whose kubeconfig ${NODE_VARIABLE} names; without it those cases are left out.`;

/** Half a gigabyte takes seconds. */
const MOST_STREAMS = 5;

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
  const isWanted = (/** @type {{ name: string }} */ { name }) => new RegExp(options.only).test(name);
  const [cases, streams] = [CASES.filter(isWanted), STREAMS.filter(isWanted)];
  const bin = lastLine("test/cluster/build.sh");
  const folder = mkdtempSync(join(tmpdir(), "kctl-bench-"));
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; median (minimum)\n\n${header()}`);
  try {
    if (cases.length > 0) await onControlPlane(cases, folder, bin);
    if (streams.length > 0) await onNode(streams, folder, bin);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {readonly import("./cases.js").Case[]} cases @param {string} folder @param {string} bin */
async function onControlPlane(cases, folder, bin) {
  const before = Date.now();
  const kubeconfig = lastLine("test/cluster/up.sh", "bench", "20443");
  const isOurs = statSync(kubeconfig).mtimeMs >= before;
  try {
    await fillCluster(kubeconfig);
    const side = sides(join(folder, "plane"), kubeconfig, bin);
    writeManifests(folder);
    for (const { name, args, isBaseline, mostRuns, prepare = [], status } of cases) {
      const contestants = isBaseline ? [side.node(args)] : [side.kctl(args), side.kubectl(args)];
      const runs = Math.min(Number(options.runs), mostRuns ?? Number.POSITIVE_INFINITY);
      const [kctl, kubectl] = race(
        contestants.map((one) => ({ ...one, folder })),
        runs,
        {
          meter: join(bin, "meter"),
          folder,
          prepare() {
            for (const words of prepare) run({ ...side.kctl(words), folder });
          },
          ...(status !== undefined && { status }),
        },
      );
      if (kctl) console.log(row(name, kctl, kubectl));
    }
  } finally {
    if (isOurs && !options.keep) execFileSync("bash", ["test/cluster/down.sh", "bench"]);
  }
}

/** @param {readonly import("./streams.js").Stream[]} streams @param {string} folder @param {string} bin */
async function onNode(streams, folder, bin) {
  const kubeconfig = process.env[NODE_VARIABLE];
  if (!kubeconfig) {
    for (const { name } of streams) console.error(`left out: ${name} (${NODE_VARIABLE} names no cluster with a node)`);
    return;
  }
  const runs = Math.min(Number(options.runs), MOST_STREAMS);
  const place = { runs, meter: join(bin, "meter"), folder };
  await raceStreams(streams, sides(join(folder, "node"), kubeconfig, bin), place, (name, kctl, kubectl) =>
    console.log(row(name, kctl, kubectl)),
  );
}

/** Each program has a home of its own, so that neither finds the other's caches. @param {string} folder @param {string} kubeconfig @param {string} bin */
function sides(folder, kubeconfig, bin) {
  const contestant = (/** @type {string} */ name, /** @type {readonly string[]} */ program) => {
    const home = join(folder, name);
    mkdirSync(home, { recursive: true });
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
