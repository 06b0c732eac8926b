// Runs every line of test/parity/cases with the real kubectl and with kctl against the same real control plane, and compares
// standard output, standard error and exit code. No answer is recorded: both are asked each time.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CASES, runFile } from "./runner.js";
import { startSandbox } from "./sandbox.js";

const USAGE = `node test/parity/main.js [REGEX] [--line REGEX] [--show N] [--self] [--keep]
  REGEX         only transcripts whose path matches
  --line REGEX  only lines that match, besides set-up
  --show N      print no more than N differences (40)
  --sandbox     ask the real kubectl on both sides: the real control plane on one, the embedded cluster on the other
  --self        compare kubectl with itself: proves that lines and levelling are steady
  --keep        leave namespaces, folders and the control plane as they are`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    line: { type: "string", default: "" },
    show: { type: "string", default: "40" },
    sandbox: { type: "boolean", default: false },
    self: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
/** @returns {Promise<number>} the exit code */
async function main() {
  const cluster = startCluster();
  const folder = mkdtempSync(join(tmpdir(), "kctl-parity-"));
  const sandbox = options.sandbox ? startSandbox(folder, cluster.real) : undefined;
  const files = readdirSync(CASES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".term") && new RegExp(positionals[0] ?? "").test(file))
    .sort();
  const passed = [];
  const failures = [];
  const start = Date.now();
  for (const file of files) {
    const results = await runFile(file, {
      ...cluster,
      ...options,
      sandbox: sandbox?.adminConfig,
      folder: join(folder, file),
    });
    const failed = results.filter(({ problem }) => problem !== undefined);
    passed.push(...results.filter(({ problem }) => problem === undefined));
    console.log(`${file}: ${results.length - failed.length} passed, ${failed.length} failed`);
    for (const { title, problem } of failed)
      if (failures.push(title) <= Number(options.show)) console.log(`\n${title}\n${problem}`);
  }
  sandbox?.stop();
  if (!options.keep) rmSync(folder, { recursive: true });
  if (!options.keep && cluster.isOurs) execFileSync("bash", ["test/cluster/down.sh", "parity"]);
  console.log(`\n${files.length} transcripts in ${Math.round((Date.now() - start) / 1000)} s`);
  for (const title of failures) console.log(`failed: ${title.split("\n")[0]}`);
  if (sandbox) {
    const share = (100 * passed.length) / (passed.length + failures.length);
    console.log(
      `the sandbox answers ${share.toFixed(1)} % of ${passed.length + failures.length} lines as the real control plane`,
    );
    return 0;
  }
  console.log(`${passed.length} passed, ${failures.length} failed`);
  return failures.length > 0 || passed.length === 0 ? 1 : 0;
}

/** The control plane for this, built and started when need be; `isOurs` when it did not run before. */
function startCluster() {
  const before = Date.now();
  const said = execFileSync("bash", ["test/cluster/up.sh", "parity", "19443"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const file = said.trim().split("\n").at(-1) ?? "";
  const bin = execFileSync("bash", ["test/cluster/build.sh"], { encoding: "utf8" }).trim();
  return {
    adminConfig: readFileSync(file, "utf8"),
    real: join(bin, "kubectl"),
    isOurs: statSync(file).mtimeMs >= before,
  };
}

if (options.help) console.log(USAGE);
else process.exitCode = await main();
