// Runs every line of test/parity/cases with the real kubectl and with kctl against the same real control plane, and compares
// standard output, standard error and exit code. No answer is recorded: both are asked each time.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runFile } from "./runner.js";
import { startSandbox } from "./sandbox.js";

const USAGE = `node test/parity/main.js [REGEX] [--line REGEX] [--show N] [--self] [--keep]
  REGEX         only transcripts whose path matches
  --line REGEX  only lines that match, besides set-up
  --show N      print no more than N differences (40)
  --sandbox     ask the real kubectl on both sides: the real control plane on one, the embedded cluster on the other
  --node        other transcripts, of test/parity/on-node: against a control plane with a real node, where there can be one
  --and-sandbox the usual comparison, and then that of the embedded cluster in short; it never fails the run
  --self        compare kubectl with itself: proves that lines and levelling are steady
  --keep        leave namespaces, folders and the control plane as they are`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    line: { type: "string", default: "" },
    show: { type: "string", default: "40" },
    sandbox: { type: "boolean", default: false },
    "and-sandbox": { type: "boolean", default: false },
    node: { type: "boolean", default: false },
    self: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
/**
 * Transcripts that say much of kubectl and little of the server, or read logs, which every pod of the real one has alike: a
 * short comparison of servers leaves them out.
 */
const ALIKE = /^(create\/(expose|order|rbac|run)|logs\/logs)\.term$/;

/** @typedef {{ passed: number, failures: readonly string[] }} Outcome */

/** @returns {Promise<number>} the exit code */
async function main() {
  const cluster = options.node ? startNode() : startCluster();
  if (!cluster) return 0;
  const cases = options.node ? "test/parity/on-node" : "test/parity/cases";
  const folder = mkdtempSync(join(tmpdir(), "kctl-parity-"));
  const files = readdirSync(cases, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".term") && new RegExp(positionals[0] ?? "").test(file))
    .sort();
  const outcome = options.sandbox
    ? undefined
    : await compareAll(files, { ...cluster, cases, folder: join(folder, "kctl") });
  const telling = options.sandbox ? files : files.filter((file) => !ALIKE.test(file));
  if (options.sandbox || options["and-sandbox"]) await compareSandbox(telling, { ...cluster, cases, folder });
  if (!options.keep) rmSync(folder, { recursive: true });
  if (!options.keep && cluster.isOurs) cluster.stop();
  if (!outcome) return 0;
  for (const title of outcome.failures) console.log(`failed: ${title.split("\n")[0]}`);
  console.log(`${outcome.passed} passed, ${outcome.failures.length} failed`);
  return outcome.failures.length > 0 || outcome.passed === 0 ? 1 : 0;
}

/** Asks the embedded cluster what the real one was asked, and tells the share of equal answers. @param {readonly string[]} files @param {{ adminConfig: string, real: string, cases: string, folder: string }} place */
async function compareSandbox(files, { folder, ...cluster }) {
  mkdirSync(join(folder, "sandbox"), { recursive: true });
  const sandbox = startSandbox(join(folder, "sandbox"), cluster);
  try {
    const place = { ...cluster, folder: join(folder, "sandbox"), sandbox: sandbox.adminConfig };
    const { passed, failures } = await compareAll(files, place);
    if (options.sandbox) for (const title of failures) console.log(`differs: ${title.split("\n")[0]}`);
    const all = passed + failures.length;
    const share = ((100 * passed) / all).toFixed(1);
    console.log(`the sandbox answers ${share} % of ${all} lines as the real control plane`);
  } finally {
    sandbox.stop();
  }
}

/**
 * Runs transcripts; those against an embedded cluster three at a time, for their lines wait most of the time.
 * @param {readonly string[]} files @param {{ adminConfig: string, real: string, cases: string, folder: string, sandbox?: string }} place
 * @returns {Promise<Outcome>}
 */
async function compareAll(files, { folder, sandbox, ...cluster }) {
  const start = Date.now();
  const left = [...files];
  let passed = 0;
  /** @type {string[]} */
  const failures = [];
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const results = await runFile(file, { ...cluster, ...options, sandbox, folder: join(folder, file) });
      const failed = results.filter(({ problem }) => problem !== undefined);
      passed += results.length - failed.length;
      const equal = results.length - failed.length;
      console.log(
        sandbox ? `${file}: ${equal} of ${results.length} equal` : `${file}: ${equal} passed, ${failed.length} failed`,
      );
      for (const { title, problem } of failed) {
        const isShown = failures.push(title) <= Number(options.show) && !(sandbox && options["and-sandbox"]);
        if (isShown) console.log(`\n${title}\n${problem}`);
      }
    }
  };
  await Promise.all(Array.from({ length: sandbox ? 3 : 1 }, work));
  console.log(`\n${files.length} transcripts in ${Math.round((Date.now() - start) / 1000)} s`);
  return { passed, failures };
}

/** The control plane for this, built and started when need be. */
const startCluster = () => start("test/cluster", "parity", "19443");

/** One with a real node; undefined where the machine does not allow it, which is told. */
function startNode() {
  try {
    return start("test/cluster/node", "node", "21443");
  } catch (error) {
    if (/** @type {{ status?: number }} */ (error).status !== 3) throw error;
    console.log("skipped: the transcripts on a real node");
    return undefined;
  }
}

/** `isOurs` when it did not run before. @param {string} scripts @param {string} name @param {string} port */
function start(scripts, name, port) {
  const before = Date.now();
  const said = execFileSync("bash", [`${scripts}/up.sh`, name, port], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const file = said.trim().split("\n").at(-1) ?? "";
  const bin = execFileSync("bash", ["test/cluster/build.sh"], { encoding: "utf8" }).trim();
  return {
    adminConfig: readFileSync(file, "utf8"),
    real: join(bin, "kubectl"),
    isOurs: statSync(file).mtimeMs >= before,
    stop: () => execFileSync("bash", [`${scripts}/down.sh`, name]),
  };
}

if (options.help) console.log(USAGE);
else process.exitCode = await main();
