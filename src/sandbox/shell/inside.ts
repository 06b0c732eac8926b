import { nameOf } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import { listOf, statusOf, textsOf } from "../controllers/owned.ts";
import type { Found } from "../streams/container.ts";
import type { Ends } from "../streams/remote.ts";
import { programOf } from "./run.ts";
import type { Task } from "./task.ts";

const kept = new WeakMap<Machine, Map<string, Task["files"]>>();

/** A container's files: what every image has, and what was written since it started. */
export function filesOf(machine: Machine, { pod, id = "" }: Found): Task["files"] {
  const known = kept.get(machine) ?? new Map<string, Task["files"]>();
  kept.set(machine, known);
  const files = known.get(id) ?? new Map(Object.entries(basics(pod)).map(([path, text]) => [path, Buffer.from(text)]));
  known.set(id, files);
  return files;
}

const FOLDERS = ["bin", "dev", "home", "proc", "root", "sys", "tmp", "usr", "var"];

function basics(pod: Found["pod"]): Record<string, string> {
  const name = nameOf(pod);
  return {
    "/etc/hostname": `${name}\n`,
    "/etc/hosts": `127.0.0.1\tlocalhost\n${statusOf(pod).podIP ?? "127.0.0.1"}\t${name}\n`,
    "/etc/resolv.conf": "nameserver 10.96.0.10\n",
    ...Object.fromEntries(FOLDERS.map((folder) => [`/${folder}/`, ""])),
  };
}

/** What the variables of a container are: the few that every one has, and those of its manifest that are plain. */
function environmentOf({ pod, container }: Found, hasTerminal: boolean): Map<string, string> {
  const own = listOf(container.env)
    .filter(({ valueFrom }) => valueFrom === undefined)
    .map(({ name, value }): [string, string] => [String(name), String(value ?? "")]);
  return new Map([
    ["PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    ["HOSTNAME", nameOf(pod)],
    ...(hasTerminal ? [["TERM", "xterm"] as const] : []),
    ...own,
    ["HOME", "/root"],
    ["PWD", String(container.workingDir ?? "/")],
  ]);
}

/** Runs a program in a container, connected with these ends. Undefined when there is no program of that name. */
export function startIn(
  machine: Machine,
  found: Found,
  argv: readonly string[],
  ends: Ends,
): Promise<number> | undefined {
  const program = programOf(argv[0] ?? "");
  const { terminal } = ends;
  return program?.({
    argv,
    env: environmentOf(found, terminal !== undefined),
    stdin: ends.stdin,
    out: ends.out,
    err: ends.err,
    signal: ends.nextSignal(),
    nextSignal: ends.nextSignal,
    files: filesOf(machine, found),
    terminal: terminal?.size,
    now: machine.clock.now,
    after: machine.clock.after,
  });
}

/** The words that a container was told to run. */
export const commandOf = ({ container }: Found): string[] => [
  ...textsOf(container.command),
  ...textsOf(container.args),
];
