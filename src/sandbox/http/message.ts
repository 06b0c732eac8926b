import type { JsonObject } from "../../core/object.ts";

/** Who asks: what the certificate, the token or an impersonating admin says. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  /** What else is known, by key: the credential that was used, what an impersonating admin said. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** A request that has been read and whose sender is known. */
export interface ApiRequest {
  readonly method: string;
  /** Decoded neither in parts nor as a whole: "/api/v1/namespaces/default/pods". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly body: string;
  readonly user: User;
  readonly userAgent: string;
  /** What is told beside the answer; whoever answers adds to it. */
  readonly warnings: string[];
}

/** A stream of lines: `open` begins it and gives what ends it. */
export type Stream = (write: (text: string) => void, end: () => void) => () => void;

export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Stream;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

export const JSON_TYPE = "application/json";

export const jsonAnswer = (status: number, body: string): ApiAnswer => ({
  status,
  contentType: JSON_TYPE,
  body: `${body}\n`,
});

export const textAnswer = (status: number, body: string): ApiAnswer => ({
  status,
  contentType: "text/plain; charset=utf-8",
  body,
});

/** A Status that says a request was done. */
export const success = (details: JsonObject): JsonObject => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Success",
  details,
});
