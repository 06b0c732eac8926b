import type { JsonObject, KubeObject } from "../../core/object.ts";
import { listOf, mapOf, specOf, statusOf } from "../controllers/owned.ts";
import { liveProgram } from "./live.ts";
import { linesSaid } from "./said.ts";
import { lifeOf } from "./status.ts";

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** What a played container says: a line when it starts, and the arguments of `echo`. */
export function logOf(pod: KubeObject, container: string, now: number): readonly LogLine[] {
  const spec = specOf(pod);
  const own = [...listOf(spec.containers), ...listOf(spec.initContainers), ...listOf(spec.ephemeralContainers)].find(
    ({ name }) => name === container,
  );
  if (own && liveProgram(own)) return linesSaid(lifeOf(pod, statusNamed(pod, container)));
  const started = startOf(pod, container);
  if (!own || started === undefined || started > now) return [];
  return words(own).map((text) => ({ at: started, text }));
}

function words({ name, image, command, args }: JsonObject): string[] {
  const argv = [...list(command), ...list(args)];
  const script = argv[0] === "sh" || argv[0] === "/bin/sh" ? (argv[2] ?? "") : argv.join(" ");
  const said = [...script.matchAll(/\becho\s+("[^"]*"|'[^']*'|[^;&|]+)/g)].map(([, text]) =>
    (text as string).trim().replace(/^(["'])(.*)\1$/s, "$2"),
  );
  return said.length > 0 ? said : [`${name}: started from ${image}`];
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function statusNamed(pod: KubeObject, container: string): JsonObject {
  const status = statusOf(pod);
  const lists = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];
  return lists.flatMap((key) => listOf(status[key])).find(({ name }) => name === container) ?? {};
}

function startOf(pod: KubeObject, container: string): number | undefined {
  const own = statusNamed(pod, container);
  for (const holder of [mapOf(own.state), mapOf(own.lastState)]) {
    for (const state of [mapOf(holder.running), mapOf(holder.terminated)]) {
      if (typeof state.startedAt === "string") return Date.parse(state.startedAt);
    }
  }
  return undefined;
}
