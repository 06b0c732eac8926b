import { expect, test } from "vitest";
import { issue } from "../helpers/certificate.ts";
import { type Conversation, converse } from "../helpers/converse.ts";
import { hangUp, json, says, status } from "../helpers/fault-server.ts";
import { isJudge, makeHome } from "../helpers/run.ts";

// A marked secret goes in everywhere; it must not come out anywhere.

const CANARY = "c4nary-s3cret";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const POD = "GET /api/v1/namespaces/default/pods/a";
const me = issue({ name: "me" });
const keyLine = me.key.split("\n")[1] as string;
const credential = (status: unknown) =>
  `#!/bin/sh\necho '${JSON.stringify({ kind: "ExecCredential", apiVersion: "client.authentication.k8s.io/v1", status })}'`;
const exec = { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "./plugin", interactiveMode: "Never" } };
const plugin = (script: string): Pick<Conversation, "user" | "prepare"> => ({
  user: exec,
  prepare: (home) => home.write(".kube/plugin", script, 0o755),
});

const WAYS: Readonly<Record<string, Partial<Conversation>>> = {
  token: { user: { token: CANARY } },
  "token with a line break": { user: { token: `${CANARY}\nx` } },
  tokenFile: { user: { tokenFile: "t" }, prepare: (home) => home.write(".kube/t", CANARY) },
  "tokenFile with lines": {
    user: { tokenFile: "t" },
    prepare: (home) => home.write(".kube/t", `${CANARY}\n${CANARY}`),
  },
  password: { user: { username: "me", password: CANARY } },
  key: { user: { "client-certificate-data": base64(me.cert), "client-key-data": base64(me.key) } },
  "broken key": { user: { "client-certificate-data": base64(me.cert), "client-key-data": base64(CANARY) } },
  "key that is not base64": { user: { "client-key-data": `%${CANARY}` } },
  "token of a plugin": plugin(credential({ token: CANARY })),
  "words of a plugin": plugin(`#!/bin/sh\necho ${CANARY}`),
  "half an object of a plugin": plugin(`#!/bin/sh\necho '{"token":"${CANARY}"'`),
  "key of a plugin": plugin(credential({ clientCertificateData: me.cert, clientKeyData: CANARY })),
  "argument and environment of a plugin": {
    user: { exec: { ...exec.exec, args: [CANARY], env: [{ name: "X", value: CANARY }] } },
    prepare: (home) => home.write(".kube/plugin", "#!/bin/sh\nexit 1", 0o755),
  },
};
const ANSWERS = {
  "200": json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } }),
  "401": status(401, "Unauthorized", "Unauthorized"),
  "500": says(500, "boom", { "content-type": "text/plain" }),
  nothing: hangUp,
} as const;

const rows = Object.entries(WAYS).flatMap(([way, parts]) =>
  Object.entries(ANSWERS).flatMap(([name, answer]) => [0, 9].map((v) => [way, name, v, parts, answer] as const)),
);

test.skipIf(isJudge).each(rows)("%s, answer %s, -v=%d", async (_, __, v, parts, answer) => {
  const got = await converse({ script: { [POD]: answer }, args: ["get", "pod", "a", `-v=${v}`], ...parts });
  const printed = got.stdout + got.stderr;
  for (const secret of [CANARY, base64(CANARY), base64(`me:${CANARY}`), keyLine, base64(me.key)]) {
    expect(printed).not.toContain(secret);
  }
  expect(printed).not.toBe("");
});

test.each([["yaml"], ["json"]])("config view -o %s hides what is secret", async (format) => {
  const home = makeHome();
  const user = {
    token: CANARY,
    password: CANARY,
    "client-key-data": base64(CANARY),
    "client-certificate-data": base64(CANARY),
  };
  const cluster = { server: "https://x", "certificate-authority-data": base64(CANARY) };
  home.write(".kube/config", JSON.stringify({ users: [{ name: "u", user }], clusters: [{ name: "c", cluster }] }));
  const { code, stdout, stderr } = await home.run(["config", "view", "-o", format]);
  const raw = await home.run(["config", "view", "-o", format, "--raw"]);
  home.remove();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).not.toContain(CANARY);
  expect(stdout).not.toContain(base64(CANARY));
  expect(stdout.match(/REDACTED/g)).toHaveLength(2);
  expect(stdout.match(/DATA\+OMITTED/g)).toHaveLength(3);
  expect(raw.stdout).toContain(CANARY);
});
