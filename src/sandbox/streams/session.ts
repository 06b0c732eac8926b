import { nameOf, namespaceOf } from "../../core/object.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import { replaceStatus } from "../api/write.ts";
import { listOf, mapOf, statusOf } from "../controllers/owned.ts";
import type { Channel } from "../http/web-socket.ts";
import { said } from "../kubelet/said.ts";
import { lifeOf } from "../kubelet/status.ts";
import { startIn } from "../shell/inside.ts";
import { type Found, runningId, STATUS_LISTS } from "./container.ts";
import { codeOf, type Ends, openEnds, receive, sendStatus, sendTo } from "./remote.ts";
import { endStatus } from "./status.ts";

/** The main program of a container, for everybody who is attached to it. */
export interface Session {
  /** Takes part until the program ends, or the client leaves. */
  join(channel: Channel, hasInput: boolean): Promise<void>;
}

const sessions = new WeakMap<Machine, Map<string, Session>>();

/** The session of a container that runs: it starts when the first one attaches. */
export function sessionOf(machine: Machine, found: Found, argv: readonly string[]): Session {
  const known = sessions.get(machine) ?? new Map<string, Session>();
  sessions.set(machine, known);
  const id = String(found.id);
  const session = known.get(id) ?? start(machine, found, argv);
  known.set(id, session);
  return session;
}

function start(machine: Machine, found: Found, argv: readonly string[]): Session {
  const clients = new Set<Channel>();
  const { container, id = "" } = found;
  const ends = openEnds(container.tty === true, async (stream, data) => {
    said(id, machine.clock.now(), data.toString("utf8"));
    await Promise.all([...clients].map((client) => sendTo(client, stream, data)));
  });
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    const stop = whenStopped(machine, found, ends.kill);
    const code = await codeOf(startIn(machine, found, argv, ends) ?? Promise.resolve(127));
    stop();
    await Promise.all([...clients].map((client) => sendStatus(client, endStatus(0))));
    end(machine, found, code);
  };
  return {
    async join(channel, hasInput) {
      clients.add(channel);
      running ??= run();
      const leaves = leaving(machine, found, hasInput ? ends : { ...ends, stdin: deaf(ends), terminal: undefined });
      await Promise.race([running, leaves(channel)]);
      clients.delete(channel);
    },
  };
}

/** Who only listens is not heard. */
const deaf = ({ stdin }: Ends): Ends["stdin"] => ({ ...stdin, write: async () => {}, end() {} });

/** Resolves when a client has gone, or its input has ended and that is all it came for. */
const leaving =
  (machine: Machine, { container }: Found, ends: Ends) =>
  async (channel: Channel) => {
    let isOver = () => {};
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const ended = () => {
      if (container.stdinOnce === true) ends.stdin.end();
      // Answers to what was said last are still waited for.
      else machine.clock.after(LINGERS, isOver);
    };
    const gone = receive(channel, ends, ended).then(() => container.stdinOnce === true && ends.stdin.end());
    await Promise.race([over.then(() => sendStatus(channel, endStatus(0))), gone]);
  };

const LINGERS = 300;

/** Calls `run` when the container runs no more, though its program has not ended. */
export function whenStopped({ store }: Machine, { pod, container, id }: Found, run: () => void): () => void {
  const stop = store.subscribe(({ resource, type, object }) => {
    if (resource !== "pods" || nameOf(object) !== nameOf(pod) || namespaceOf(object) !== namespaceOf(pod)) return;
    if (type !== "DELETED" && runningId(object, String(container.name)) === id) return;
    stop();
    run();
  });
  return stop;
}

/** The container has ended by itself: the kubelet sees it in its status. */
function end(machine: Machine, { pod, container, id }: Found, code: number): void {
  const stored = machine.store.get("pods", namespaceOf(pod), nameOf(pod));
  const kind = machine.types.stored("pods");
  if (!stored || !kind || runningId(stored, String(container.name)) !== id) return;
  const finishedAt = timestamp(machine.clock.now());
  const status = { ...statusOf(stored) };
  for (const key of STATUS_LISTS) {
    if (status[key] === undefined) continue;
    status[key] = listOf(status[key]).map((one) => {
      if (lifeOf(stored, one) !== id) return one;
      const startedAt = mapOf(mapOf(one.state).running).startedAt ?? finishedAt;
      const reason = code === 0 ? "Completed" : "Error";
      const terminated = { containerID: one.containerID ?? "", exitCode: code, finishedAt, reason, startedAt };
      return { ...one, ready: false, started: false, state: { terminated } };
    });
  }
  replaceStatus(machine, { kind, namespace: namespaceOf(pod) }, { ...stored, status });
}
