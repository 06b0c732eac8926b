import { spawn } from "node:child_process";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export interface NodeParts {
  /** The programs that the container has not. */
  readonly without?: readonly string[];
  /** Cuts the n-th connection of a program after so many bytes to the client or from it; undefined leaves it alone. */
  readonly cut?: (
    program: string,
    nth: number,
  ) => { readonly way: "here" | "there"; readonly after: number } | undefined;
  readonly folder: string;
}

const V5 = "v5.channel.k8s.io";
const frame = (channel: number, data: Uint8Array) => Buffer.concat([Buffer.from([channel]), data]);
const failed = (code: number) => ({
  status: "Failure",
  reason: "NonZeroExitCode",
  message: `command terminated with exit code ${code}`,
  details: { causes: [{ reason: "ExitCode", message: `${code}` }] },
});

/** A node whose containers are this machine: commands really run, in a folder of their own. */
export function machineNode({ without = [], cut, folder }: NodeParts) {
  const counts = new Map<string, number>();
  const commands: string[][] = [];
  const upgrade = (request: IncomingMessage, raw: Socket, head: Buffer) => {
    const command = new URL(request.url ?? "", "http://node").searchParams.getAll("command");
    commands.push(command);
    const [program = "", ...args] = command;
    const nth = counts.get(program) ?? 0;
    counts.set(program, nth + 1);
    const wanted = cut?.(program, nth);
    if (wanted?.way === "here") cutOutput(raw, wanted.after);
    if (wanted?.way === "there") cutInput(raw, wanted.after);
    raw.on("error", () => undefined);
    const server = new WebSocketServer({ noServer: true, handleProtocols: () => V5 });
    server.handleUpgrade(request, raw, head, (socket) => {
      socket.on("error", () => undefined);
      if (!without.includes(program)) return run(socket, program, args, folder);
      const message = `Internal error occurred: exec: "${program}": executable file not found in $PATH`;
      socket.send(frame(3, Buffer.from(JSON.stringify({ status: "Failure", reason: "InternalError", message }))));
      socket.close(1000);
    });
  };
  return { upgrade, commands };
}

function run(socket: WebSocket, program: string, args: readonly string[], cwd: string): void {
  const child = spawn(program, args, { cwd });
  socket.on("message", (data: Buffer) => {
    if (data[0] === 0) child.stdin.write(data.subarray(1));
    if (data[0] === 255) child.stdin.end();
  });
  child.stdin.on("error", () => undefined);
  child.stdout.on("data", (data) => socket.send(frame(1, data)));
  child.stderr.on("data", (data) => socket.send(frame(2, data)));
  socket.on("close", () => child.kill("SIGKILL"));
  child.on("close", (code) => {
    socket.send(frame(3, Buffer.from(JSON.stringify(code ? failed(code) : { status: "Success" }))));
    socket.close(1000);
  });
}

function cutOutput(raw: Socket, after: number): void {
  const write = raw.write.bind(raw) as (data: Buffer) => boolean;
  let left = after;
  raw.write = ((data: Buffer | string) => {
    const bytes = Buffer.from(data as Buffer);
    const isEnd = bytes.length >= left;
    const isOpen = left > 0 && write(bytes.subarray(0, left));
    left -= bytes.length;
    if (isEnd) setImmediate(() => raw.destroy());
    return isOpen;
  }) as Socket["write"];
}

function cutInput(raw: Socket, after: number): void {
  let left = after;
  raw.on("data", (data: Buffer) => {
    left -= data.length;
    if (left <= 0) raw.destroy();
  });
}
