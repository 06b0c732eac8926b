import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** What a played container says: a line when it starts, and the arguments of `echo`. */
export function logOf(pod: KubeObject, container: string, now: number): readonly LogLine[] {
  const spec = (pod.spec as JsonObject).containers as JsonObject[];
  const own = spec.find(({ name }) => name === container);
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

function startOf(pod: KubeObject, container: string): number | undefined {
  const statuses = (pod.status as JsonObject | undefined)?.containerStatuses;
  const own = Array.isArray(statuses) ? statuses.find((one) => isObject(one) && one.name === container) : undefined;
  if (!isObject(own)) return undefined;
  for (const holder of [own.state, own.lastState]) {
    if (!isObject(holder)) continue;
    for (const state of [holder.running, holder.terminated]) {
      if (isObject(state) && typeof state.startedAt === "string") return Date.parse(state.startedAt);
    }
  }
  return undefined;
}
