import { json } from "./fault-server.ts";
import type { Row } from "./rows.ts";

// Rows about credential plugins: small shell scripts, in kubectl's protocol.

export const VERSION = "client.authentication.k8s.io/v1";
export const GET = "GET /api/v1/namespaces/default/pods/a";
export const pod = json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } });
export const says = (answer: unknown) => `cat <<'END'\n${JSON.stringify(answer)}\nEND\n`;
export const credential = (parts: object, version = VERSION) =>
  says({ kind: "ExecCredential", apiVersion: version, ...parts });
export const TOKEN = credential({ status: { token: "from-the-plugin" } });

type Fields = Readonly<Record<string, unknown>>;

/** A user whose plugin is this script. */
export const plugin = (
  name: string,
  script: string,
  stderr: string,
  exec: Fields = {},
  more: Partial<Row> = {},
): Row => ({
  name,
  script: { [GET]: pod },
  args: ["get", "pod", "a"],
  user: { exec: { apiVersion: VERSION, command: "./plugin", interactiveMode: "Never", ...exec } },
  prepare: (home) => home.write(".kube/plugin", `#!/bin/sh\n${script}`, 0o755),
  stderr,
  ...more,
});
/** The same for a plugin that talks on stderr and does its work. */
export const talks = (...given: Parameters<typeof plugin>): Row => ({ ...plugin(...given), code: 0 });
export const CREDENTIALS = "Unable to connect to the server: getting credentials:";
export const fails = (name: string, script: string, problem: string, exec: Fields = {}): Row =>
  plugin(name, script, `${CREDENTIALS} ${problem}\n`, exec, { requests: 0 });
