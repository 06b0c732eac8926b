import { describe, expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { json } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";
import { isJudge } from "../helpers/run.ts";

// Which credential plugins the preferences allow (KEP-3104); a plugin that runs says so.

const VERSION = "client.authentication.k8s.io/v1";
const pod = json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } });
const credential = JSON.stringify({ kind: "ExecCredential", apiVersion: VERSION, status: { token: "x" } });
const SCRIPT = `#!/bin/sh\necho ran >&2\necho '${credential}'\n`;
const RAN = "ran\n";
const preference = (policy: string) => `apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n${policy}`;
const allow = (...entries: readonly string[]) =>
  `credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist:\n${entries.map((entry) => `- ${entry}\n`).join("")}`;

const CREDENTIALS = "Unable to connect to the server: getting credentials:";
const denied = (place: string) =>
  `${CREDENTIALS} plugin path "${place}" is not permitted by the credential plugin allowlist\n`;
const wrong = (text: string) => `error occurred while applying preferences ${text}\n`;
const BESIDE = "HOME/.kube/plugin";
const ON_PATH = "HOME/bin/plugin";

/** The same program lies beside the kubeconfig and on PATH; the user's command names one of them. */
const policy = (command: string, preferences: string, stderr: string): Row => ({
  name: `${command}: ${
    preferences
      .replaceAll(/\s*\n\s*/g, " ")
      .replace("credentialPlugin", "")
      .trim() || "nothing said"
  }`,
  script: { "GET /api/v1/namespaces/default/pods/a": pod },
  args: ["get", "pod", "a"],
  env: { PATH: "/usr/bin:/bin:HOME/bin" },
  user: { exec: { apiVersion: VERSION, command, interactiveMode: "Never" } },
  prepare: (home) => {
    home.write(".kube/plugin", SCRIPT, 0o755);
    home.write("bin/plugin", SCRIPT, 0o755);
    home.write(".kube/kuberc", preference(preferences.replaceAll("HOME", home.folder)));
  },
  stderr,
  code: stderr === RAN ? 0 : 1,
});

testRows([
  policy("./plugin", "", RAN),
  policy("./plugin", "credentialPluginPolicy: AllowAll\n", RAN),
  policy(
    "./plugin",
    "credentialPluginPolicy: DenyAll\n",
    `${CREDENTIALS} plugin "${BESIDE}" not allowed: policy set to "DenyAll"\n`,
  ),
  policy(
    "plugin",
    "credentialPluginPolicy: DenyAll\n",
    `${CREDENTIALS} plugin "plugin" not allowed: policy set to "DenyAll"\n`,
  ),
  policy("./plugin", allow(`command: ${BESIDE}`), RAN),
  policy("./plugin", allow("command: other", `command: ${BESIDE}`), RAN),
  policy("./plugin", allow("command: plugin"), denied(BESIDE)),
  policy("./plugin", allow(`command: ${ON_PATH}`), denied(BESIDE)),
  policy("plugin", allow("command: plugin"), RAN),
  policy("plugin", allow("name: plugin"), RAN),
  policy("plugin", allow(`command: ${ON_PATH}`), RAN),
  policy("plugin", allow(`command: ${BESIDE}`), denied(ON_PATH)),
  policy("plugin", allow("command: other"), denied(ON_PATH)),
  policy(
    "missing",
    allow("command: other"),
    `${CREDENTIALS} plugin path "missing" cannot be resolved for credential plugin allowlist check: exec: "missing": executable file not found in $PATH\n`,
  ),
]);

// What guards something must not be misspelt.
testRows([
  policy("./plugin", "credentialPluginPolicy: Maybe\n", wrong('unknown plugin policy: "Maybe"')),
  policy(
    "./plugin",
    "credentialPluginPolicy: Allowlist\n",
    wrong('credential plugin policy set to "Allowlist", but allowlist is unspecified'),
  ),
  policy(
    "./plugin",
    "credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []\n",
    wrong('credential plugin policy set to "Allowlist", but allowlist is empty; use "DenyAll" policy instead'),
  ),
  policy(
    "./plugin",
    allow("command: ''"),
    wrong("misconfigured credential plugin allowlist: empty allowlist entry #1"),
  ),
  policy("./plugin", allow("command: x", "command: a//b"), wrong('non-normalized file path: "a//b" vs "a/b"')),
  policy(
    "./plugin",
    "credentialPluginAllowlist:\n- command: x\n",
    wrong('misconfigured credential plugin allowlist: plugin policy is "" but allowlist is non-nil'),
  ),
  policy(
    "./plugin",
    allow("command: x").replace("Allowlist\n", "DenyAll\n"),
    wrong('misconfigured credential plugin allowlist: plugin policy is "DenyAll" but allowlist is non-nil'),
  ),
]);

describe("another file of preferences", () => {
  const row = policy("./plugin", "credentialPluginPolicy: AllowAll\n", "");
  const strict = preference("credentialPluginPolicy: DenyAll\n");

  test.each([["--kuberc"], ["$KUBERC"]])("%s counts for plugins, too", async (way) => {
    const got = await converse({
      ...row,
      args: [...row.args, ...(way === "--kuberc" ? ["--kuberc=strict"] : [])],
      env: { ...row.env, ...(way === "$KUBERC" ? { KUBERC: "HOME/strict" } : {}) },
      prepare: (home, server) => {
        row.prepare?.(home, server);
        home.write("strict", strict);
      },
    });
    expect(got.stderr).toBe(`${CREDENTIALS} plugin "${BESIDE}" not allowed: policy set to "DenyAll"\n`);
  });

  test.skipIf(isJudge)("its warnings are printed once", async () => {
    const { stderr } = await converse(policy("./plugin", "unknownField: 1\n", ""));
    expect(stderr.match(/unknown field/g)).toHaveLength(1);
    expect(stderr).toContain(RAN);
  });
});
