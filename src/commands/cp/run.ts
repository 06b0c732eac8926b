import { resolve } from "node:path";
import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { download } from "../../copy/download.ts";
import { progressOn } from "../../copy/progress.ts";
import { remoteOf, type Take } from "../../copy/remote.ts";
import { resumeHere } from "../../copy/resume.ts";
import { type Place, parsePlaces } from "../../copy/spec.ts";
import { Target } from "../../copy/target.ts";
import { refuseMissing, upload } from "../../copy/upload.ts";
import { verify } from "../../copy/verify.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import type { KubeObject } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import type { Output } from "../../core/world.ts";
import { PODS } from "../../pods/first-pod.ts";
import { containerToUse, refuseCompleted } from "../../streams/target.ts";
import type { Given } from "./cp.ts";

/** Copies in the direction that the places say, and resolves to the exit code. */
export async function runCopy(given: Given): Promise<number> {
  const { from, to } = parsePlaces(given.args);
  return from.pod === "" ? await copyThere(given, from, to) : await copyHere(given, from, to);
}

async function copyHere({ args, flags, cluster, world }: Given, from: Place, to: Place): Promise<number> {
  const { stdout, stderr } = world.streams;
  // Where kubectl has it, too: on the way here all that is not a warning comes on stdout.
  const remote = await openRemote(cluster, from, flags.container, stdout);
  const progress = progressOn(world);
  const place = [from.namespace, from.pod, from.path].map((word) => goQuote(word));
  const target = new Target(to.path, world.cwd);
  try {
    const pairs = await (flags.resume ? resumeHere : download)(remote, {
      asked: from.path,
      named: args[0] as string,
      target,
      platform: world.platform,
      linkHint: ` (consider using "${world.name} exec -n ${place[0]} ${place[1]} -- tar cf - ${place[2]} | tar xf -")`,
      retries: flags.retries,
      signal: world.signal,
      stderr: passOn(stdout, progress.clear),
      warn: (text) => say(stderr, `${text}\n`, progress.clear),
      tell: (text) => say(stdout, text, progress.clear),
      count: progress.count,
    });
    if (flags.verify || flags.resume) await verify(remote, pairs, args[0] as string);
  } finally {
    progress.clear();
  }
  return 0;
}

async function copyThere({ args, flags, cluster, world }: Given, from: Place, to: Place): Promise<number> {
  const local = { from: from.path, at: (path: string) => resolve(world.cwd, path) };
  await refuseMissing(local);
  const { stdout, stderr } = world.streams;
  const remote = await openRemote(cluster, to, flags.container, stderr);
  const progress = progressOn(world);
  try {
    const { code, pairs } = await upload(remote, {
      ...local,
      to: to.path,
      named: args[1] as string,
      noPreserve: flags.noPreserve,
      stdout: passOn(stdout, progress.clear),
      stderr: passOn(stderr, progress.clear),
      warn: (text) => say(stderr, `${text}\n`, progress.clear),
      count: progress.count,
      tell: (text) => say(stdout, text, progress.clear),
      resume: flags.resume,
    });
    progress.clear();
    if (code === 0 && (flags.verify || flags.resume)) await verify(remote, pairs, args[1] as string);
    if (code !== 0) stderr.write(`command terminated with exit code ${code}\n`);
    return code;
  } finally {
    progress.clear();
  }
}

/** The container; which one was taken for want of a name is told on `output`. */
async function openRemote(cluster: Cluster, { pod: name, namespace }: Place, container: string, output: Output) {
  const place = namespace || (await cluster.namespace()).name;
  const path = resourcePath({ resource: PODS, namespace: place, name });
  const pod = (await cluster.json({ path }, { verb: "get", group: "", resource: "pods" })) as KubeObject;
  refuseCompleted(pod, "exec into");
  return remoteOf(cluster, pod, containerToUse(pod, container, false, { streams: { stderr: output } }));
}

/** Hands on what a program in the container says; on a terminal it cannot do anything but be read. */
const passOn =
  (output: Output, clear: () => void): Take =>
  async (data) => {
    clear();
    output.write(output.isTerminal ? escapeControls(data.toString("utf8")) : data);
    await output.flush();
  };

function say(output: Output, text: string, clear: () => void): void {
  clear();
  output.write(output.isTerminal ? escapeControls(text) : text);
}
