import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { CliError } from "../../core/errors.ts";
import { escapeControls } from "../../core/terminal.ts";
import { type Listener, listenOn, readAddresses } from "../../forward/listen.ts";
import { type Port, parsePort } from "../../forward/ports.ts";
import { openSession, type Session } from "../../forward/session.ts";
import { findTarget, nextTarget, type Target } from "../../forward/target.ts";
import { writePrivately } from "../../kubeconfig/write-file.ts";
import type { Given } from "./port-forward.ts";

/** Forwards until it is interrupted, its pod has gone or the command of --exec has ended. */
export async function runPortForward(given: Given): Promise<number> {
  const { cluster, flags, args, world } = given;
  const wanted = { named: args[0] as string, ports: args.slice(1), timeout: flags.podRunningTimeout };
  const target = await findTarget(cluster, wanted, world);
  const addresses = readAddresses(flags.address);
  const ports = target.ports.map(parsePort);
  const tell = (text: string) => world.streams.stderr.write(`${escapeControls(text)}\n`);
  const next = (last: Target) => nextTarget(cluster, wanted, last, world.signal);
  const session = await openSession({
    cluster,
    target,
    tell,
    signal: world.signal,
    next: flags.keep ? next : undefined,
  });
  world.endsOnInterrupt();
  const listeners = await listenAll(given, session, ports, addresses);
  const readyFile = flags.readyFile && resolve(world.cwd, flags.readyFile);
  try {
    if (readyFile) writePrivately(readyFile, listeners.map(({ place, remote }) => `${place} -> ${remote}\n`).join(""));
    return await untilEnd(given, session, listeners);
  } finally {
    if (readyFile) rmSync(readyFile, { force: true });
    for (const { server } of listeners) server.close();
  }
}

async function listenAll(
  { world, flags }: Given,
  session: Session,
  ports: readonly Port[],
  addresses: ReturnType<typeof readAddresses>,
): Promise<Listener[]> {
  // What a command writes that runs meanwhile stays apart.
  const out = flags.exec === "" ? world.streams.stdout : world.streams.stderr;
  const listeners: Listener[] = [];
  let isAny = false;
  for (const [index, port] of ports.entries()) {
    const { listeners: got, problem } = await listenOn(port, addresses, (connection, listener) => {
      out.write(`Handling connection for ${listener.local}\n`);
      void session.take(connection, listener, index);
    });
    for (const { place, remote } of got) out.write(`Forwarding from ${place} -> ${remote}\n`);
    listeners.push(...got);
    if (problem) world.streams.stderr.write(`${problem}\n`);
    else isAny = true;
  }
  if (isAny) return listeners;
  for (const { server } of listeners) server.close();
  const all = ports.map(({ local, remote }) => `{${local} ${remote}}`).join(" ");
  throw new CliError(`unable to listen on any of the requested ports: [${all}]`);
}

async function untilEnd(given: Given, session: Session, listeners: readonly Listener[]): Promise<number> {
  const { cluster, flags, world } = given;
  const stop = new AbortController();
  if (flags.keep) {
    const { watchPod } = await import("../../forward/watch.ts");
    void watchPod(cluster, session, AbortSignal.any([world.signal, stop.signal]));
  }
  try {
    if (flags.exec === "") return await Promise.race([interrupted(world.signal), session.lost]);
    const { runCommand } = await import("./command.ts");
    const ports = [...new Set(listeners.map(({ local }) => String(local)))];
    return await runCommand(flags.exec, ports, session.lost, world);
  } finally {
    stop.abort();
  }
}

/** The listening sockets keep the program alive until then. */
const interrupted = (signal: AbortSignal): Promise<0> =>
  new Promise((done) => {
    if (signal.aborted) done(0);
    else signal.addEventListener("abort", () => done(0), { once: true });
  });
