// Runs programs under the meter of test/cluster, which asks the kernel what a process has taken.
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ wall: number, cpu: number, peak: number }} Usage milliseconds, milliseconds, KiB */
/** @typedef {Record<keyof Usage, { median: number, min: number }>} Summary */
/** @typedef {{ command: readonly string[], env: NodeJS.ProcessEnv, folder: string, input?: string }} Contestant `input`: the file it reads */

/**
 * Runs the contestants in turn, so that what else the machine does falls on all alike; the first round warms caches and does
 * not count. @param {readonly Contestant[]} contestants @param {number} runs @param {{ meter: string, folder: string, prepare?: () => void, status?: number }} place
 * @returns {readonly Summary[]}
 */
export function race(contestants, runs, { meter, folder, prepare, status = 0 }) {
  /** @type {readonly Usage[][]} */
  const taken = contestants.map(() => []);
  for (let round = 0; round <= runs; round++)
    for (const [at, contestant] of contestants.entries()) {
      prepare?.();
      const usage = measure(contestant, meter, join(folder, "usage.json"), status);
      if (round > 0) taken[at]?.push(usage);
    }
  return taken.map(summarize);
}

/** @param {Contestant} contestant @param {string} meter @param {string} file @param {number} wanted exit code @returns {Usage} */
function measure({ command, env, folder, input }, meter, file, wanted) {
  const stdin = input === undefined ? "ignore" : openSync(input, "r");
  const { status, stderr } = spawnSync(meter, [file, ...command], {
    env,
    cwd: folder,
    stdio: [stdin, "ignore", "pipe"],
    encoding: "utf8",
  });
  if (typeof stdin === "number") closeSync(stdin);
  if (status !== wanted) throw new Error(`${command.join(" ")} failed with ${status}: ${stderr}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Runs without measuring. @param {Contestant} contestant */
export function run({ command: [program = "", ...args], env, folder }) {
  execFileSync(program, args, { env, cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}

/** @param {readonly Usage[]} usages @returns {Summary} */
function summarize(usages) {
  const of = (/** @type {keyof Usage} */ key) => {
    const sorted = usages.map((usage) => usage[key]).sort((a, b) => a - b);
    const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
    return { median: middle.reduce((sum, one) => sum + one, 0) / middle.length, min: sorted[0] ?? Number.NaN };
  };
  return { wall: of("wall"), cpu: of("cpu"), peak: of("peak") };
}
