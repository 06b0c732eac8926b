import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { main } from "../../src/main.ts";
import { authority, type FaultServer, faultServer, type Script } from "./fault-server.ts";
import { type Home, makeHome } from "./run.ts";
import { recordingWorld } from "./world.ts";

export interface Proxied {
  readonly server: FaultServer;
  readonly port: number;
  stderr(): string;
  ask(path: string, options?: Asking): Promise<Got>;
  /** A request whose answer is read by the test itself. */
  open(path: string, headers?: OutgoingHttpHeaders): ClientRequest;
  /** Interrupts the command and gives its exit code. */
  stop(): Promise<number>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Whether the answer came to its end. */
  readonly isWhole: boolean;
}

export const TOKEN = "t0ken-canary";

/** `proxy` in front of a server that behaves as its script says. */
export async function proxied(
  script: Script,
  args: readonly string[] = [],
  user: (home: Home) => object = () => ({ token: TOKEN }),
): Promise<Proxied> {
  const [home, server] = [makeHome(), await faultServer(script)];
  const cluster = { server: server.url, "certificate-authority-data": Buffer.from(authority.cert).toString("base64") };
  home.write(
    ".kube/config",
    JSON.stringify({
      clusters: [{ name: "c", cluster }],
      users: [{ name: "u", user: user(home) }],
      contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
      "current-context": "x",
    }),
  );
  const interrupt = new AbortController();
  const place = { cwd: home.folder, home: home.folder, now: Date.now, signal: interrupt.signal };
  const recorded = recordingWorld(place);
  const ended = main(["proxy", "--port=0", ...args], recorded.world);
  const started = () => /Starting to serve on .*:(\d+)\n/.exec(recorded.stdout())?.[1];
  while (started() === undefined) await new Promise((done) => setTimeout(done, 5));
  const port = Number(started());
  const open = (path: string, headers: OutgoingHttpHeaders = {}, method = "GET") =>
    request({ host: "127.0.0.1", port, path, headers, method, agent: false });
  return {
    server,
    port,
    stderr: recorded.stderr,
    open,
    ask: (path, { method = "GET", headers, body } = {}) =>
      new Promise((resolve, reject) => {
        const asking = open(path, headers, method);
        asking.on("error", reject).on("response", (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (chunk) => (text += chunk));
          answer
            .on("error", () => undefined)
            .on("close", () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                body: text,
                isWhole: answer.complete,
              }),
            );
        });
        asking.end(body);
      }),
    async stop() {
      interrupt.abort();
      const code = await ended;
      await server.close();
      home.remove();
      return code;
    },
  };
}
