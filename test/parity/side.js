// One of the two programs under comparison: what it is called with, and how a command line is run for it.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const LIMIT = 30_000;

/** @typedef {{ name: "a" | "b", namespace: string, server: string, folder: string, home: string, work: string, path: string, kubeconfig: string, isElsewhere: boolean }} Side */

/**
 * A side in a namespace, with a home, a copy of the fixtures and a kubeconfig of its own.
 * @param {object} options
 * @param {"a" | "b"} options.name
 * @param {string} options.program becomes the command `kubectl`
 * @param {string} options.real is at hand as `real-kubectl`, for what happens beside the line under comparison
 * @param {string} options.folder a new folder
 * @param {string} options.namespace
 * @param {string} options.adminConfig the cluster's kubeconfig, as text
 * @param {boolean} [options.isElsewhere] whether the sides ask different servers
 * @returns {Side}
 */
export function makeSide({ name, program, real, folder, namespace, adminConfig, isElsewhere = false }) {
  const place = (/** @type {string} */ part) => join(folder, name, part);
  for (const part of ["home", "bin"]) mkdirSync(place(part), { recursive: true });
  symlinkSync(resolve(program), place("bin/kubectl"));
  symlinkSync(resolve(real), place("bin/real-kubectl"));
  cpSync("test/parity/fixtures", place("work"), { recursive: true });
  const kubeconfig = place("kubeconfig");
  writeFileSync(kubeconfig, adminConfig.replace(/(context: \{[^}]*)\}/g, `$1, namespace: ${namespace}}`), {
    mode: 0o600,
  });
  const server = /https:\/\/([^\s",}]+)/.exec(adminConfig)?.[1] ?? "";
  return {
    name,
    namespace,
    server,
    folder: join(folder, name),
    home: place("home"),
    work: place("work"),
    path: place("bin"),
    kubeconfig,
    isElsewhere,
  };
}

/**
 * Runs a line in a shell; after half a minute it is ended with all it started, and its exit code is 124.
 * @param {Side} side @param {string} command @param {string} [path] where `kubectl` is found, when not the side's own
 * @returns {Promise<import("./compare.js").Answer>}
 */
export function run(side, command, path = side.path) {
  const env = {
    PATH: `${path}:${process.env.PATH}`,
    HOME: side.home,
    KUBECONFIG: side.kubeconfig,
    NS: side.namespace,
    SIDE: side.name,
    SERVER: side.server,
    CLUSTER: resolve("test/cluster"),
    LANG: "C.UTF-8",
    TZ: "UTC",
  };
  return new Promise((done) => {
    const child = spawn("sh", ["-c", command], {
      cwd: side.work,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    const timer = setTimeout(() => process.kill(-(/** @type {number} */ (child.pid)), "SIGKILL"), LIMIT);
    child.on("close", (code) => {
      clearTimeout(timer);
      done({ code: code ?? 124, stdout, stderr });
    });
  });
}
