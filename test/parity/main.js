// Runs every line of test/parity/cases with the real kubectl and with kctl against the same real control plane, each in a
// namespace of its own, and compares standard output, standard error and exit code.
//   node test/parity/main.js [REGEX of files] [--show N] [--self] [--keep]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { level } from "./level.js";
import { enterNamespace, makeSide, run } from "./side.js";

/** @typedef {{ line: string, isSetup: boolean, differs: string | undefined }} Step */

const args = process.argv.slice(2);
const showAt = args.indexOf("--show");
const show = showAt >= 0 ? Number(args.splice(showAt, 2)[1]) : 40;
const isSelf = args.includes("--self");
const keep = args.includes("--keep");
const pattern = new RegExp(args.find((arg) => !arg.startsWith("--")) ?? "");

const kubeconfigFile = execFileSync("bash", ["test/cluster/up.sh", "parity", "19443"], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
})
  .trim()
  .split("\n")
  .at(-1);
const adminConfig = readFileSync(/** @type {string} */ (kubeconfigFile), "utf8");
const real = join(dirname(dirname(dirname(/** @type {string} */ (kubeconfigFile)))), "bin", "kubectl");
const folder = mkdtempSync(join(tmpdir(), "kctl-parity-"));
const sides = [makeSide("a", real, folder, real), makeSide("b", isSelf ? real : "bin/kctl.js", folder, real)];
const known = new Set([...readFileSync("docs/differences.md", "utf8").matchAll(/^\| `([^`]+)`/gm)].map(([, id]) => id));
const totals = { passed: 0, failed: 0, shown: 0 };

/** @param {string} text @returns {Step[]} */
function readSteps(text) {
  /** @type {Step[]} */
  const steps = [];
  let differs;
  for (const line of text.split("\n")) {
    const mark = /^# differs: (\S+)/.exec(line);
    if (mark) differs = mark[1];
    if (!/^[$@] /.test(line)) continue;
    steps.push({ line: line.slice(2), isSetup: line.startsWith("@"), differs });
    differs = undefined;
  }
  return steps;
}

/** @param {string} file */
async function runFile(file) {
  const name = file.replace(/\.term$/, "").replace(/[^a-z0-9]/g, "-");
  const here = sides.map((side) => enterNamespace(side, `${name}-${side.name}`, adminConfig));
  const realPath = /** @type {{ path: string }} */ (here[0]).path;
  for (const side of here) await run(side, `kubectl create namespace ${side.namespace} && until kubectl get sa default; do sleep 0.2; done`, realPath);
  for (const step of readSteps(readFileSync(join("test/parity/cases", file), "utf8"))) {
    const results = await Promise.all(here.map((side) => run(side, step.line, step.isSetup ? realPath : side.path)));
    if (step.isSetup) {
      const broken = results.find(({ code }) => code !== 0);
      if (broken) fail(file, step.line, `set-up failed: ${broken.stderr}`);
      continue;
    }
    judge(file, step, results.map((result, at) => levelled(result, /** @type {import("./side.js").Side} */ (here[at]))));
  }
  if (!keep) for (const side of here) await run(side, `kubectl delete namespace ${side.namespace} --wait=false`, realPath);
}

/** @param {import("./side.js").Result} result @param {import("./side.js").Side} side */
const levelled = (result, side) => ({
  code: `exit code ${result.code}\n`,
  stdout: level(result.stdout, side),
  stderr: level(result.stderr, side),
});

/** @param {string} file @param {Step} step @param {ReturnType<typeof levelled>[]} results */
function judge(file, { line, differs }, [kubectl, kctl]) {
  const parts = /** @type {const} */ (["code", "stdout", "stderr"]);
  const different = parts.filter((part) => kubectl?.[part] !== kctl?.[part]);
  if (differs && isSelf) return;
  if (differs && !known.has(differs)) return fail(file, line, `docs/differences.md has no row ${differs}`);
  if (differs && different.length === 0) return fail(file, line, `marked as different (${differs}), but equal`);
  if (differs || different.length === 0) {
    totals.passed++;
    return;
  }
  fail(file, line, different.map((part) => unified(part, String(kubectl?.[part]), String(kctl?.[part]))).join(""));
}

/** @param {string} file @param {string} line @param {string} text */
function fail(file, line, text) {
  totals.failed++;
  if (totals.shown++ < show) console.log(`--- ${file}\n$ ${line}\n${text}`);
}

/** The lines that only one side has, in order. @param {string} part @param {string} a @param {string} b */
function unified(part, a, b) {
  const [left, right] = [a.split("\n"), b.split("\n")];
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const cut = (/** @type {string[]} */ lines, /** @type {string} */ sign) =>
    lines.slice(start, lines.length - end).slice(0, 12).map((one) => `${sign}${one.slice(0, 240)}\n`).join("");
  return `@ ${part}, line ${start + 1}\n${cut(left, "- ")}${cut(right, "+ ")}`;
}

const files = readdirSync("test/parity/cases").filter((file) => pattern.test(file)).sort();
for (const file of files) await runFile(file);
if (!keep) rmSync(folder, { recursive: true, force: true });
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);
