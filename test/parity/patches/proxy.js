// Stands between a program and the real API server and keeps what is written.
import { createServer } from "node:http";
import { Agent, request as ask } from "node:https";

/** @typedef {{ server: string, ca: string, cert: string, key: string }} Access */

/**
 * Starts a proxy on loopback; `written` holds method, path, content type and body of every POST, PUT, PATCH and DELETE.
 * @param {Access} access
 */
export async function startProxy({ server, ca, cert, key }) {
  const agent = new Agent({ keepAlive: true, ca, cert, key });
  /** @type {string[]} */
  const written = [];
  const proxy = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.method !== "GET") {
      written.push(`${request.method} ${request.url} ${request.headers["content-type"]}\n${body}`);
    }
    const target = new URL(request.url ?? "/", server);
    const headers = { ...request.headers, host: target.host };
    ask(target, { method: request.method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })
      .on("error", () => response.destroy())
      .end(body);
  });
  await new Promise((done) => proxy.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (proxy.address());
  return {
    url: `http://127.0.0.1:${port}`,
    /** What was written since it was asked for last. */
    take: () => written.splice(0),
    stop() {
      proxy.close();
      proxy.closeAllConnections();
      agent.destroy();
    },
  };
}
