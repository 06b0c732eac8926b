import type { Connection, Request } from "./connection.ts";

/** The headers of a request, credentials among them. */
export async function headersOf(wanted: Request, connection: Connection): Promise<Record<string, string | string[]>> {
  return {
    ...((await connection.headers()) as Record<string, string | string[]>),
    "user-agent": connection.userAgent,
    accept: wanted.accept ?? "application/json",
    ...(connection.compress ? { "accept-encoding": "gzip" } : {}),
    ...(wanted.body === undefined ? {} : { "content-type": wanted.contentType ?? "application/json" }),
    ...wanted.headers,
  };
}
