import { expect } from "vitest";
import { type Home, makeHome } from "./run.ts";

// Kubeconfigs that cannot be used, and what a command says of them.

export const SERVER = "https://127.0.0.1:1";
const base = {
  apiVersion: "v1",
  kind: "Config",
  clusters: [{ name: "c", cluster: { server: SERVER } }],
  users: [{ name: "u", user: { token: "t" } }],
  contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
  "current-context": "x",
};
export type Fields = Readonly<Record<string, unknown>>;
export const config = (parts: Fields) => JSON.stringify({ ...base, ...parts });
export const refused = (host: string) =>
  `The connection to the server ${host} was refused - did you specify the right host or port?`;
export const NOBODY = refused("localhost:PORT");
export const REACHED = refused("127.0.0.1:1");
export const LOADING = 'error: error loading config file "HOME/.kube/config":';

/** What `get` says on stderr; `list` is $KUBECONFIG. */
export async function used(
  prepare: (home: Home) => void,
  args: readonly string[] = [],
  list?: string,
): Promise<string> {
  const home = makeHome();
  try {
    prepare(home);
    const env = list === undefined ? {} : { KUBECONFIG: list };
    const { code, stdout, stderr } = await home.run(["get", "pod", "a", ...args], { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    return stderr;
  } finally {
    home.remove();
  }
}
