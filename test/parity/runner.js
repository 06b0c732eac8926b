// One transcript, from its namespaces to its verdicts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asSet, complaint, difference, isEqual } from "./compare.js";
import { level, levelElsewhere } from "./level.js";
import { makeSide, run } from "./side.js";
import { documentedDifferences, parseTranscript } from "./transcript.js";

const MOST_TRIES = 8;

/** @typedef {import("./side.js").Side} Side */
/** @typedef {import("./compare.js").Answer} Answer */

/**
 * Runs a transcript line by line, both sides at once. A result without a problem is a line that passed.
 * @param {string} file below `cases`
 * @param {{ adminConfig: string, real: string, cases: string, folder: string, line: string, self: boolean, sandbox: string | undefined, keep: boolean }} options
 * `sandbox` is the kubeconfig of an embedded cluster to compare with
 */
export async function runFile(file, { adminConfig, real, cases, folder, line, self, sandbox, keep }) {
  const { isShared: mayShare, steps } = parseTranscript(readFileSync(join(cases, file), "utf8"));
  // Two clusters share no namespace.
  const isShared = mayShare && sandbox === undefined;
  const isKubectlTwice = self || sandbox !== undefined;
  const documented = documentedDifferences(readFileSync("docs/differences.md", "utf8"));
  const unique = Date.now().toString(36).slice(-5);
  const stem = `${file.replace(/\.term$/, "").replace(/[^a-z0-9]+/g, "-")}-${unique}`;
  const side = (/** @type {"a" | "b"} */ name, /** @type {string} */ program) =>
    makeSide({
      name,
      program,
      real,
      folder,
      adminConfig: name === "b" && sandbox !== undefined ? sandbox : adminConfig,
      namespace: isShared ? stem : `${stem}-${name}`,
      isElsewhere: sandbox !== undefined,
    });
  const [a, b] = [side("a", real), side("b", isKubectlTwice ? real : "bin/kctl.js")];
  const own = isShared ? [a] : [a, b];
  const setUp = (/** @type {string} */ command) => Promise.all(own.map((one) => run(one, command, a.path)));
  await setUp('kubectl create namespace "$NS" && until kubectl get serviceaccount default; do sleep 0.1; done');
  const results = [];
  for (const { command, isSetup, differs, isSet, number } of steps) {
    const title = `${file}:${number}\n${isSetup ? "@" : "$"} ${command}`;
    if (isSetup) {
      const broken = (await setUp(command)).find(({ code }) => code !== 0);
      if (broken) results.push({ title, problem: `set-up failed with ${broken.code}: ${broken.stderr}` });
    } else if (new RegExp(line).test(command)) {
      const mark = isKubectlTwice ? undefined : differs;
      results.push({ title, problem: await compareLine({ command, isSet, mark, documented, a, b }) });
    }
  }
  if (!keep) await setUp('kubectl delete namespace "$NS" --wait=false');
  return results;
}

/**
 * Two runs that differ in a moment only, of the same objects, are repeated until they fall into the same second: then even
 * their ages must be equal.
 * @param {{ command: string, isSet: boolean, mark: string | undefined, documented: ReadonlySet<string | undefined>, a: Side, b: Side }} line
 */
async function compareLine({ command, isSet, mark, documented, a, b }) {
  const isShared = a.namespace === b.namespace;
  for (let tries = 1; ; tries++) {
    const [kubectl, kctl] = await Promise.all([run(a, command), run(b, command)]);
    const seen = isSet ? asSet : (/** @type {Answer} */ answer) => answer;
    const [left, right] = [seen(levelled(kubectl, a)), seen(levelled(kctl, b))];
    if (mark || isSet || !isShared || !isEqual(left, right)) return complaint(mark, documented, left, right);
    const [mine, others] = [placed(kubectl, a), placed(kctl, b)];
    if (isEqual(mine, others)) return undefined;
    if (tries === MOST_TRIES) return `equal but for moments, ${tries} times:\n${difference(mine, others)}`;
  }
}

/** @param {import("./compare.js").Answer} answer @param {Side} side */
function levelled({ code, stdout, stderr }, side) {
  // The sandbox listens elsewhere.
  const here = (/** @type {string} */ text) =>
    side.isElsewhere ? levelElsewhere(text.replaceAll(side.server, "SERVER"), side) : level(text, side);
  return { code, stdout: here(stdout), stderr: here(stderr) };
}

/** With only the folder levelled. @param {import("./compare.js").Answer} answer @param {Side} side */
function placed({ code, stdout, stderr }, side) {
  const place = (/** @type {string} */ text) => text.replaceAll(side.folder, "FOLDER");
  return { code, stdout: place(stdout), stderr: place(stderr) };
}
