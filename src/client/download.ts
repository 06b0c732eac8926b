import { CliError } from "../core/errors.ts";
import type { World } from "../core/world.ts";
import { readBody } from "./answer.ts";
import { chooseProxy } from "./proxy.ts";
import { STATUS_TEXTS } from "./status-texts.ts";
import { openTransport } from "./transport.ts";
import { unreachable } from "./unreachable.ts";
import { userAgent } from "./user-agent.ts";

const MOST_REDIRECTS = 10;

/** The bytes at a public address. No credentials go along, so redirects may be followed. */
export async function download(url: string, world: World): Promise<Uint8Array> {
  let here = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const { status, location, body } = await fetchOnce(here, world);
    if (status < 300) return body;
    if (status < 400 && location) {
      here = new URL(location, here);
      continue;
    }
    const shown = `${status} ${STATUS_TEXTS[status] ?? ""}`.trim();
    throw new CliError(`unable to read URL ${JSON.stringify(url)}, server reported ${shown}, status code=${status}`);
  }
  throw new CliError(`unable to read URL ${JSON.stringify(url)}, stopped after ${MOST_REDIRECTS} redirects`);
}

interface Fetched {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: Uint8Array;
}

async function fetchOnce(url: URL, world: World): Promise<Fetched> {
  const path = url.pathname + url.search;
  const transport = await openTransport({
    server: new URL(url.origin),
    tls: { insecure: false },
    proxy: chooseProxy(url, undefined, world.env),
    compress: true,
    userAgent: userAgent(world),
    headers: async () => ({}),
    refresh: async () => false,
  });
  try {
    const answer = await transport.send({ path, accept: "*/*", signal: world.signal });
    const { location } = answer.headers;
    return {
      status: answer.status,
      location: typeof location === "string" ? location : undefined,
      body: await readBody(answer),
    };
  } catch (error) {
    throw unreachable(error, { server: url, method: "GET", path });
  } finally {
    await transport.close();
  }
}
