import { authority, type FaultOptions, type FaultServer, faultServer, type Script } from "./fault-server.ts";
import { type Home, makeHome, type Ran, type RunParts } from "./run.ts";

/** One command line against one server that behaves as its script says. */
export interface Conversation extends FaultOptions, RunParts {
  readonly script: Script;
  readonly args: readonly string[];
  /** Fields of the kubeconfig's user; a token unless said otherwise. */
  readonly user?: Readonly<Record<string, unknown>>;
  readonly cluster?: Readonly<Record<string, unknown>>;
  /** Puts files beside the kubeconfig. */
  readonly prepare?: (home: Home, server: FaultServer) => void;
}

export interface Conversed extends Ran {
  /** Every request but those of discovery. */
  readonly requests: readonly string[];
  readonly server: FaultServer;
}

export const TOKEN = "t0ken-canary";

export async function converse(conversation: Conversation): Promise<Conversed> {
  const home = makeHome();
  const { tls, upgrade } = conversation;
  const server = await faultServer(conversation.script, {
    ...(tls === undefined ? {} : { tls }),
    ...(upgrade ? { upgrade } : {}),
  });
  try {
    home.write(".kube/config", kubeconfig(server.url, conversation));
    conversation.prepare?.(home, server);
    const ran = await home.run(conversation.args, conversation);
    const requests = server.requests.filter((line) => !/^GET \/apis?\?/.test(line));
    return { ...ran, requests, server };
  } finally {
    await server.close();
    home.remove();
  }
}

function kubeconfig(url: string, { user, cluster, tls }: Pick<Conversation, "user" | "cluster" | "tls">): string {
  const trust = tls === null ? {} : { "certificate-authority-data": Buffer.from(authority.cert).toString("base64") };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server: url, ...trust, ...cluster } }],
    users: [{ name: "u", user: user ?? { token: TOKEN } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });
}
