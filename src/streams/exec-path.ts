import type { KubeObject } from "../core/object.ts";
import { streamPath } from "./target.ts";

export interface Running {
  readonly container: string;
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** Where a command is run in a container. */
export const execPath = (pod: KubeObject, { container, command, stdin, tty }: Running): string =>
  streamPath(pod, "exec", [
    ...command.map((word) => ["command", word] as const),
    ["container", container],
    ...(stdin ? [["stdin", "true"] as const] : []),
    ["stdout", "true"],
    // A terminal has one output.
    tty ? ["tty", "true"] : ["stderr", "true"],
  ]);
