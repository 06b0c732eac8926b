import { expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { hangUp, json, says, status } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";
import { isJudge } from "../helpers/run.ts";

// What is asked again, how often, and what is not.

const POD = "GET /api/v1/namespaces/default/pods/a";
const PATCH = "PATCH /api/v1/namespaces/default/pods/a";
const POST = "POST /api/v1/namespaces/default/configmaps";
const pod = json({
  kind: "Pod",
  apiVersion: "v1",
  metadata: { name: "a", namespace: "default", resourceVersion: "1" },
});
const made = says(201, '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}');
const busy = (code: number, after = "0") => status(code, "Busy", "slow down", { "retry-after": after });
const BUSY = "Error from server (Busy): slow down\n";
const EOF = "Unable to connect to the server: EOF\n";

const get = (name: string, script: Row["script"][string], stderr: string, requests: number): Row => ({
  name: `GET: ${name}`,
  script: { [POD]: script },
  args: ["get", "pod", "a"],
  stderr,
  requests,
});

testRows([
  get("429 and 503 that say when", [busy(429), busy(503, "1"), pod], "", 3),
  get("every 5xx that says when", [busy(500), busy(502), busy(599), pod], "", 4),
  get("a time below zero is now", [busy(429, "-1"), pod], "", 2),
  get("ten times and no more", busy(429), BUSY, 11),
  get("429 that does not say when", [status(429, "Busy", "slow down"), pod], BUSY, 1),
  get("a date instead of seconds", [busy(429, "Wed, 21 Oct 2015 07:28:00 GMT"), pod], BUSY, 1),
  get("409 that says when", [busy(409), pod], BUSY, 1),
  get("a plain 503", [says(503, "down", { "retry-after": "0" }), pod], "", 2),
  get("a connection closed without a word", [hangUp, pod], "", 2),
  { ...get("closed every time", hangUp, EOF, 3), differs: "kubectl goes on for ten seconds" },
  {
    name: "PATCH: 429 and 503 that say when",
    script: { [POD]: pod, [PATCH]: [busy(429), busy(503), pod] },
    args: ["label", "pod", "a", "x=y"],
    stderr: "",
    stdout: "pod/a labeled\n",
    requests: 4,
  },
  {
    name: "PATCH: a connection closed without a word",
    script: { [POD]: pod, [PATCH]: [hangUp, pod] },
    args: ["label", "pod", "a", "x=y"],
    stderr: EOF,
    stdout: "",
    requests: 2,
  },
  {
    name: "POST: 429 that says when",
    script: { [POST]: [busy(429), made] },
    args: ["create", "configmap", "a"],
    stderr: "",
    stdout: "configmap/a created\n",
    requests: 2,
  },
  {
    name: "POST: a connection closed without a word",
    script: { [POST]: [hangUp, made] },
    args: ["create", "configmap", "a"],
    stderr: `error: failed to create configmap: Post "https://127.0.0.1:PORT${POST.slice(5)}?fieldManager=kubectl-create&fieldValidation=Strict": EOF\n`,
    stdout: "",
    requests: 1,
  },
  get(
    "401 for a token of the kubeconfig",
    status(401, "Unauthorized", "Unauthorized"),
    "error: You must be logged in to the server (Unauthorized)\n",
    1,
  ),
]);

test("a body is sent whole every time", async () => {
  const bodies: string[] = [];
  const keep = (code: number, text: string, headers: Record<string, string>) =>
    ((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        bodies.push(body);
        response.writeHead(code, headers).end(text);
      });
    }) as ReturnType<typeof says>;
  const script = {
    [POST]: [
      keep(429, "", { "retry-after": "0" }),
      keep(201, '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}', {
        "content-type": "application/json",
      }),
    ],
  };
  const { code } = await converse({
    script,
    args: ["create", "configmap", "a", `--from-literal=x=${"y".repeat(100_000)}`],
  });
  expect(code).toBe(0);
  expect(bodies[0]).toContain("y".repeat(100_000));
  expect(bodies[1]).toBe(bodies[0]);
});

test.skipIf(isJudge)("a token file is read again after a 401", async () => {
  const script = { [POD]: [status(401, "Unauthorized", "Unauthorized"), pod] };
  const got = await converse({
    script,
    args: ["get", "pod", "a"],
    user: { tokenFile: "token" },
    prepare: (home) => home.write(".kube/token", "from-a-file\n"),
  });
  expect(got.stderr).toBe("");
  expect(got.requests).toHaveLength(2);
  expect(got.server.headers.at(-1)?.authorization).toBe("Bearer from-a-file");
});
