/** Why a rollout does not go on: what a container, a pod or its owner says of itself. */
export interface Cause {
  /** "web-7d4f-x2x5k/nginx", "web-7d4f-x2x5k" or "replicaset/web-7d4f". */
  readonly subject: string;
  readonly reason: string;
  readonly message: string;
  /** Since when, by the cluster's clock (milliseconds since 1970); undefined when nothing tells. */
  readonly since: number | undefined;
  /** What is counted as one: the same trouble of one thing, under whichever name it goes at the moment. */
  readonly clock: string;
  /** What is told as one: the same trouble of all pods of a template. */
  readonly topic: string;
  /** It may come back, but does no harm now: a container that crashed and runs again. It is neither told nor fatal. */
  readonly isResting: boolean;
}

/** A time of the API as milliseconds; undefined when there is none. */
export function timeOf(value: unknown): number | undefined {
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

const LONGEST = 400;

/** A message on one line, cut when it is very long. */
export function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
