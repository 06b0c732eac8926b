// Bytes through a real node: 500 MB each way with exec, cp and port-forward, and as a log. They need a cluster whose pods really run.

import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { race, run } from "./measure.js";

/**
 * @typedef {{ name: string, args: readonly string[], hasInput?: boolean, carried?: "down" | "up" }} Stream
 * `carried`: ARGS open a port, through which the bytes go
 */
/** @typedef {(args: readonly string[]) => import("./measure.js").Contestant} Program */

/** Names the kubeconfig of such a cluster. */
export const NODE_VARIABLE = "KCTL_BENCH_NODE";

const CARRIER = join(import.meta.dirname, "carry.js");
const NAMESPACE = "kctl-bench-streams";
const SIZE = 500_000_000;
const POD = ["-n", NAMESPACE, "streams"];

/** Ports of the pod: one that says all it has to each caller, and one that takes as much and says so. */
const [GIVES, TAKES] = [7001, 7002];
const SERVERS = `nc -ll -p ${GIVES} -e cat /tmp/big & nc -ll -p ${TAKES} -e sh -c 'head -c ${SIZE} >/dev/null; echo' & wait`;

/** So long are the lines of the pod that only writes a log. */
const LINE = "x".repeat(99);
const TALK = `yes ${LINE} | head -c ${SIZE}`;

/** @type {readonly Stream[]} */
export const STREAMS = [
  { name: "`logs POD`, 500 MB", args: ["logs", "-n", NAMESPACE, "talker"] },
  { name: "`exec POD -- cat FILE`, 500 MB", args: ["exec", ...POD, "--", "cat", "/tmp/big"] },
  { name: "`exec -i POD -- wc -c`, 500 MB", args: ["exec", "-i", ...POD, "--", "wc", "-c"], hasInput: true },
  { name: "`port-forward`, 500 MB from the pod", args: ["port-forward", ...POD, `:${GIVES}`], carried: "down" },
  { name: "`port-forward`, 500 MB to the pod", args: ["port-forward", ...POD, `:${TAKES}`], carried: "up" },
  { name: "`cp POD:FILE FILE`, 500 MB", args: ["cp", "-n", NAMESPACE, "streams:/tmp/big", "here"] },
  { name: "`cp FILE POD:FILE`, 500 MB", args: ["cp", "-n", NAMESPACE, "big", "streams:/tmp/there"] },
];

/**
 * Runs these cases with both programs in turn and tells each result.
 * @param {readonly Stream[]} streams
 * @param {{ kctl: Program, kubectl: Program }} programs @param {{ runs: number, meter: string, folder: string }} place
 * @param {(name: string, kctl: import("./measure.js").Summary, kubectl: import("./measure.js").Summary) => void} tell
 */
export async function raceStreams(streams, { kctl, kubectl }, { runs, meter, folder }, tell) {
  const own = join(folder, "streams");
  mkdirSync(own);
  const big = join(own, "big");
  await fill(big);
  const at = (/** @type {Program} */ program) => (/** @type {readonly string[]} */ args) => ({
    ...program(args),
    folder: own,
  });
  const [ours, theirs] = [at(kctl), at(kubectl)];
  run(theirs(["create", "namespace", NAMESPACE]));
  try {
    run(theirs(["wait", "-n", NAMESPACE, "--for=create", "serviceaccount/default", "--timeout=30s"]));
    run(theirs(["run", ...POD, "--image=busybox", "--", "sh", "-c", SERVERS]));
    run(theirs(["run", "-n", NAMESPACE, "talker", "--image=busybox", "--restart=Never", "--", "sh", "-c", TALK]));
    run(theirs(["wait", "-n", NAMESPACE, "--for=jsonpath={.status.phase}=Succeeded", "pod/talker", "--timeout=180s"]));
    run(theirs(["wait", "-n", NAMESPACE, "--for=condition=Ready", "pod/streams", "--timeout=60s"]));
    run(theirs(["exec", ...POD, "--", "sh", "-c", `head -c ${SIZE} /dev/urandom > /tmp/big`]));
    for (const { name, args, hasInput, carried } of streams) {
      const input = hasInput ? { input: big } : {};
      const contestants = [ours, theirs].map((program) => {
        const { command, ...rest } = program(args);
        const carrier = carried ? [process.execPath, CARRIER, carried, String(SIZE)] : [];
        return { ...rest, ...input, command: [...carrier, ...command] };
      });
      const [first, second] = race(contestants, runs, { meter, folder: own });
      if (first && second) tell(name, first, second);
    }
  } finally {
    run(theirs(["delete", "namespace", NAMESPACE, "--wait=false"]));
  }
}

/** Random bytes, so that nothing on the way can make them fewer. @param {string} path @returns {Promise<void>} */
function fill(path) {
  return new Promise((resolve, reject) => {
    const file = createWriteStream(path);
    const block = randomBytes(1_000_000);
    let left = SIZE / block.length;
    const more = () => {
      while (left-- > 0) if (!file.write(block)) return void file.once("drain", more);
      file.end(resolve);
    };
    file.on("error", reject);
    more();
  });
}
