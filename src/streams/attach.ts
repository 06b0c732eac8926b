import type { Cluster } from "../client/cluster.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../core/object.ts";
import type { TerminalSize, World } from "../core/world.ts";
import { V4, V5 } from "./channels.ts";
import { detachBytes, untilDetached } from "./detach.ts";
import { playRemote } from "./remote.ts";
import { streamPath } from "./target.ts";
import { openTerminal, type Wanted } from "./terminal.ts";

const WARNING =
  "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.";
const HINT = "If you don't see a command prompt, try pressing enter.";

export interface Attaching extends Wanted {
  readonly container: string;
  readonly quiet: boolean;
  /** The keys that leave it, as the user wrote them. */
  readonly detachKeys: string;
}

/** Attaches to a container that runs, until it ends or the user leaves it; resolves to the exit code. */
export async function attachTo(
  cluster: Cluster,
  pod: KubeObject,
  { container, stdin, tty, quiet, detachKeys }: Attaching,
  world: World,
): Promise<number> {
  const tell = (text: string) => void (quiet || world.streams.stderr.write(`${text}\n`));
  const hasTerminal = containerNamed(pod, container)?.tty === true;
  if (tty && !hasTerminal) tell(`error: Unable to use a TTY - container ${container} did not allocate one`);
  const terminal = openTerminal({ stdin, tty: stdin && hasTerminal }, quiet, world);
  const query: [string, string][] = [["container", container]];
  if (terminal.stdin) query.push(["stdin", "true"]);
  query.push(["stdout", "true"], terminal.tty ? ["tty", "true"] : ["stderr", "true"]);
  try {
    tell(WARNING);
    tell(HINT);
    const keys = terminal.tty ? detachBytes(detachKeys) : undefined;
    terminal.begin();
    const socket = await cluster.upgrade(streamPath(pod, "attach", query), [V5, V4]);
    const code = await new Promise<number>((resolve, reject) => {
      const typed = terminal.stdin ? world.streams.stdin.chunks() : undefined;
      const leave = () => resolve(0);
      const input = typed && keys ? untilDetached(typed, keys, leave) : typed;
      const sizes = terminal.sizes && redrawn(terminal.sizes);
      playRemote(socket, { stdin: input, sizes }, world).then(resolve, reject);
    }).finally(() => {
      socket.close();
      terminal.restore();
    });
    if (code !== 0) world.streams.stderr.write(`command terminated with exit code ${code}\n`);
    else if (terminal.tty && !quiet) world.streams.stdout.write(`${resumeHint(pod, container, world)}\n`);
    return code;
  } finally {
    terminal.restore();
  }
}

const resumeHint = (pod: KubeObject, container: string, { name }: World): string =>
  `Session ended, resume using '${name} attach ${nameOf(pod)} -c ${container} -n ${namespaceOf(pod)} -i -t' command`;

/** A program that has drawn its screen already draws it once more when its terminal changes its size. */
async function* redrawn(sizes: AsyncIterable<TerminalSize>): AsyncGenerator<TerminalSize> {
  let isFirst = true;
  for await (const size of sizes) {
    if (isFirst) yield { columns: size.columns + 1, rows: size.rows + 1 };
    isFirst = false;
    yield size;
  }
}

function containerNamed({ spec }: KubeObject, name: string): JsonObject | undefined {
  const { containers, initContainers, ephemeralContainers } = isObject(spec) ? spec : {};
  return [containers, initContainers, ephemeralContainers]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isObject)
    .find((one) => one.name === name);
}

/** Throws what goes wrong with kubectl's words before it. */
export function withWords<T>(words: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CliError) throw new CliError(`${words}: ${error.message}`);
    throw error;
  }
}
