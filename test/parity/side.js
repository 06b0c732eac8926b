import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const LIMIT = 30_000;

/** @typedef {{ name: string, namespace: string, home: string, work: string, path: string, kubeconfig: string }} Side */
/** @typedef {{ code: number, stdout: string, stderr: string }} Result */

/**
 * One of the two programs under comparison, with folders of its own. `program` becomes the command `kubectl`.
 * @param {string} name @param {string} program @param {string} folder @param {string} real @returns {Omit<Side, "namespace" | "kubeconfig" | "work">}
 */
export function makeSide(name, program, folder, real) {
  const home = join(folder, name, "home");
  const path = join(folder, name, "bin");
  mkdirSync(home, { recursive: true });
  mkdirSync(path, { recursive: true });
  symlinkSync(resolve(program), join(path, "kubectl"));
  // For what happens beside the command under comparison.
  symlinkSync(resolve(real), join(path, "real-kubectl"));
  return { name, home, path };
}

/**
 * The side inside a namespace of its own, in a copy of the fixtures.
 * @param {ReturnType<typeof makeSide>} side @param {string} namespace @param {string} adminConfig the cluster's, as YAML
 * @returns {Side}
 */
export function enterNamespace(side, namespace, adminConfig) {
  const work = join(side.home, "..", namespace);
  cpSync("test/parity/fixtures", work, { recursive: true });
  // Addresses of services are as long on both sides, so that columns line up alike.
  const services = join(work, "services.yaml");
  writeFileSync(services, readFileSync(services, "utf8").replaceAll("SIDE", side.name === "a" ? "1" : "2"));
  const kubeconfig = join(work, ".kubeconfig");
  writeFileSync(kubeconfig, adminConfig.replace(/(user: admin)\}/, `$1, namespace: ${namespace}}`), { mode: 0o600 });
  return { ...side, namespace, work, kubeconfig };
}

/** @param {Side} side @param {string} line @param {string} [path] where `kubectl` is found, when not the side's own @returns {Promise<Result>} */
export function run(side, line, path = side.path) {
  const env = {
    PATH: `${path}:${process.env.PATH}`,
    HOME: side.home,
    KUBECONFIG: side.kubeconfig,
    NS: side.namespace,
    LANG: "C.UTF-8",
    TZ: "UTC",
  };
  return new Promise((done) => {
    const child = spawn("sh", ["-c", line], { cwd: side.work, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
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
