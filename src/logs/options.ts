import type { Query } from "../client/paths.ts";
import { CliError } from "../core/errors.ts";

/** What is asked of a container's log; times in milliseconds, -1 lines and 0 bytes mean all. */
export interface LogOptions {
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  readonly since: number;
  readonly sinceTime: string;
  readonly tail: number;
  readonly limitBytes: number;
  readonly insecureSkipTlsVerifyBackend: boolean;
}

/** The query of a container's log, in kubectl's words. */
export function logQuery(options: LogOptions, container: string): Query {
  const { since, sinceTime, tail, limitBytes } = options;
  const flag = (value: boolean) => (value ? "true" : undefined);
  return {
    container,
    follow: flag(options.follow),
    insecureSkipTLSVerifyBackend: flag(options.insecureSkipTlsVerifyBackend),
    limitBytes: limitBytes > 0 ? String(limitBytes) : undefined,
    previous: flag(options.previous),
    sinceSeconds: since > 0 ? String(Math.round(since / 1000)) : undefined,
    sinceTime: sinceTime === "" ? undefined : readTime(sinceTime),
    tailLines: tail >= 0 ? String(tail) : undefined,
    timestamps: flag(options.timestamps),
  };
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** A time (RFC 3339) as the query has it, in UTC without parts of a second; throws Go's error. */
export function readTime(text: string): string {
  const time = RFC3339.test(text) ? new Date(text.replace(",", ".")) : undefined;
  if (time && !Number.isNaN(time.getTime())) return `${time.toISOString().slice(0, 19)}Z`;
  const shown = JSON.stringify(text);
  throw new CliError(`parsing time ${shown} as "2006-01-02T15:04:05Z07:00": cannot parse ${shown} as "2006"`);
}
