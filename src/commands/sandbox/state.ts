import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../core/world.ts";
import { writePrivately } from "../../kubeconfig/write-file.ts";

/** A sandbox that `start` has left running. */
export interface Running {
  readonly pid: number;
  readonly url: string;
  /** RFC 3339. */
  readonly started: string;
  readonly data?: string;
}

/** The folder that only this user can read: the kubeconfig, and what `stop` and `status` need. */
export const stateFolder = (world: World): string => join(world.home, ".kube", "kctl-sandbox");

export const kubeconfigFile = (world: World): string => join(stateFolder(world), "kubeconfig");
export const logFile = (world: World): string => join(stateFolder(world), "log");
const runningFile = (world: World): string => join(stateFolder(world), "running.json");

export function writeState(world: World, running: Running, kubeconfig: string): void {
  writePrivately(kubeconfigFile(world), kubeconfig);
  writePrivately(runningFile(world), `${JSON.stringify(running)}\n`);
}

/** The sandbox whose process is still there; what a killed one left behind does not count. */
export function readState(world: World): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(runningFile(world), "utf8")) as Running;
    return world.kill(running.pid, 0) ? running : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the state away, unless another sandbox has taken its place. */
export function clearState(world: World, pid = world.pid): void {
  try {
    const running = JSON.parse(readFileSync(runningFile(world), "utf8")) as Running;
    if (running.pid !== pid) return;
    rmSync(runningFile(world), { force: true });
    rmSync(kubeconfigFile(world), { force: true });
  } catch {
    // Nothing there.
  }
}

/** The line that a shell reads to use the cluster. */
export const exportLine = (world: World, file: string): string =>
  world.platform === "win32"
    ? `$env:KUBECONFIG = '${file.replaceAll("'", "''")}'`
    : `export KUBECONFIG=${quoted(file)}`;

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
