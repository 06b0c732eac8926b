import { describe, expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { status } from "../helpers/fault-server.ts";
import { CREDENTIALS, credential, fails, GET, plugin, pod, TOKEN, talks, VERSION } from "../helpers/plugin-rows.ts";
import { testRows } from "../helpers/rows.ts";

// Which plugin is run, how it is asked, and how often.

const MISSING = `exec: executable no-such-plugin not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins`;

describe("which plugin", () => {
  testRows([
    fails("not on PATH", "", MISSING, { command: "no-such-plugin" }),
    fails("with a hint", "", `${MISSING}\n\nInstall it\nlike this`, {
      command: "no-such-plugin",
      installHint: "Install it\nlike this",
    }),
    fails("no such path", "", "exec: fork/exec HOME/.kube/no: no such file or directory", { command: "./no" }),
    fails("a folder", "", "exec: fork/exec HOME/.kube: permission denied", { command: "../.kube" }),
    plugin(
      "found on PATH",
      TOKEN,
      "",
      { command: "plugin-on-path" },
      {
        prepare: (home) => {
          home.write(".kube/config", home.read(".kube/config").replace("plugin-on-path", "on-path"));
          home.write("bin/on-path", `#!/bin/sh\nPATH=/usr/bin:/bin\n${TOKEN}`, 0o755);
        },
        env: { PATH: "HOME/bin" },
      },
    ),
    plugin(
      "not from the current folder",
      "",
      `${CREDENTIALS} ${MISSING}\n`,
      { command: "no-such-plugin" },
      {
        prepare: (home) => home.write("no-such-plugin", `#!/bin/sh\n${TOKEN}`, 0o755),
        env: { PATH: ".:/nowhere" },
        differs: "kubectl says that it found one there",
      },
    ),
    {
      ...fails("an old version", "", "", { apiVersion: "client.authentication.k8s.io/v1alpha1" }),
      stderr: 'error: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"\n',
    },
    fails(
      "Always without a terminal",
      TOKEN,
      "exec plugin cannot support interactive mode: standard input is not a terminal",
      { interactiveMode: "Always" },
    ),
    plugin("IfAvailable", TOKEN, "", { interactiveMode: "IfAvailable" }),
    {
      ...fails("no mode", TOKEN, "", { interactiveMode: undefined }),
      stderr: "error: interactiveMode must be specified for u to use exec authentication plugin\n",
    },
    {
      ...fails("another mode", TOKEN, "", { interactiveMode: "Maybe" }),
      stderr: 'error: invalid interactiveMode for u: "Maybe"\n',
    },
  ]);
});

describe("how it is asked", () => {
  const info = (spec: string) =>
    `{"kind":"ExecCredential","apiVersion":"${VERSION}","spec":{${spec}"interactive":false}}\n\n`;
  const show = `echo "$KUBERNETES_EXEC_INFO" | sed 's/"certificate-authority-data":"[^"]*"/CA/' >&2\n${TOKEN}`;
  const cluster = (server: string, rest: string) => info(`"cluster":{"server":"${server}",${rest}},`);

  testRows([
    talks("arguments and environment, no shell", `echo "$A|$1|$2" >&2\n${TOKEN}`, "va|one|two $(words)\n", {
      env: [{ name: "A", value: "va" }],
      args: ["one", "two $(words)"],
    }),
    talks("KUBERNETES_EXEC_INFO", show, info("")),
    talks("provideClusterInfo", show, cluster("https://127.0.0.1:PORT", 'CA,"config":null'), {
      provideClusterInfo: true,
    }),
    talks(
      "with the cluster's extension",
      show,
      cluster("https://127.0.0.1:PORT", '"tls-server-name":"localhost",CA,"config":{"a":1}'),
      { provideClusterInfo: true },
      {
        cluster: {
          "tls-server-name": "localhost",
          extensions: [{ name: "client.authentication.k8s.io/exec", extension: { a: 1 } }],
        },
      },
    ),
  ]);
});

describe("how often it is asked", () => {
  const counted = `echo ran >&2\n${TOKEN}`;
  const refused = status(401, "Unauthorized", "Unauthorized");
  const LOGIN = "error: You must be logged in to the server";
  const expiring = (time: string) =>
    `echo ran >&2\n${credential({ status: { token: "x", expirationTimestamp: time } })}`;

  testRows([
    talks("once", counted, "ran\n"),
    talks("once while it is fresh", expiring("2999-01-01T00:00:00Z"), "ran\n"),
    talks(
      "again after a 401",
      counted,
      "ran\nran\n",
      {},
      { script: { [GET]: [refused, pod] }, requests: 2, differs: "kubectl runs it but gives up" },
    ),
    plugin(
      "once again and no more",
      counted,
      `ran\nran\n${LOGIN} (Unauthorized)\n`,
      {},
      { script: { [GET]: refused }, requests: 2, differs: "kubectl runs it but does not ask again" },
    ),
    plugin(
      "once again for requests that were refused together",
      counted,
      `ran\nran\n${LOGIN} (the server has asked for the client to provide credentials)\n`,
      {},
      {
        script: { "GET /api": refused, "GET /apis": refused },
        differs: "kubectl asks five times",
      },
    ),
  ]);

  test("an expired token is not used", async () => {
    const got = await converse(plugin("", expiring("2001-01-01T00:00:00Z"), ""));
    expect(got.stderr.split("ran\n").length - 1).toBeGreaterThan(1);
    expect(got.code).toBe(0);
  });

  test("the token arrives", async () => {
    const got = await converse(plugin("", TOKEN, ""));
    expect(got.server.headers.map(({ authorization }) => authorization)).toEqual(
      Array(3).fill("Bearer from-the-plugin"),
    );
  });

  test.each([["token"], ["tokenFile"], ["username"]])("never for a user with a %s", async (key) => {
    const row = plugin("", counted, "");
    const got = await converse({
      ...row,
      user: { ...row.user, [key]: "plugin-free" },
      prepare: (home) => home.write(".kube/plugin-free", "x"),
    });
    expect(got).toMatchObject({ stderr: "", code: 0 });
  });
});
