import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";
import { type Serving, serve } from "../../src/sandbox/serve.ts";

/** A sandbox that listens, and what talks to it. */
export interface Wire {
  readonly serving: Serving;
  /** Sends a request as the admin, or with other headers and without the admin's certificate. */
  ask(method: string, path: string, options?: Asking): Promise<Said>;
  /** Opens a watch and gives what ends it. */
  watch(path: string): Promise<() => void>;
  close(): Promise<void>;
}

export interface Asking {
  readonly body?: string | object;
  readonly type?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isStranger?: boolean;
}

export interface Said {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, never> & {
    message?: string;
    reason?: string;
    items?: { metadata: { name: string } }[];
  };
}

/** Starts a sandbox on a free port. */
export async function openWire(): Promise<Wire> {
  const serving = await serve();
  const { clusters, users } = JSON.parse(serving.kubeconfig);
  const pem = (data: string) => Buffer.from(data, "base64");
  const ca = pem(clusters[0].cluster["certificate-authority-data"]);
  const own = { cert: pem(users[0].user["client-certificate-data"]), key: pem(users[0].user["client-key-data"]) };
  const admin = new Agent({ ca, ...own, keepAlive: true, maxSockets: 50 });
  const stranger = new Agent({ ca });
  return {
    serving,
    ask: (method, path, options = {}) =>
      ask(serving.url + path, method, options, options.isStranger ? stranger : admin),
    watch: (path) =>
      new Promise((resolve, reject) => {
        const sent = request(serving.url + path, { agent: new Agent({ ca, ...own }) }, (answer) => {
          answer.resume();
          resolve(() => sent.destroy());
        });
        sent.on("error", reject).end();
      }),
    async close() {
      admin.destroy();
      await serving.close();
    },
  };
}

function ask(url: string, method: string, options: Asking, agent: Agent): Promise<Said> {
  const { body, type = "application/json", accept = "application/json" } = options;
  const text = typeof body === "object" ? JSON.stringify(body) : body;
  const headers = { accept, ...(text === undefined ? {} : { "content-type": type }), ...options.headers };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const said = Buffer.concat(chunks).toString("utf8");
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: said, json: tryJson(said) });
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

function tryJson(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
