import { expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { type Behaviour, hangUp, json, says, silence, status, stream } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";
import { isJudge } from "../helpers/run.ts";

const PODS = "/api/v1/namespaces/default/pods";
const list = json({ kind: "PodList", apiVersion: "v1", metadata: { resourceVersion: "7" }, items: [] });
const event = (type: string, name: string) =>
  `${JSON.stringify({ type, object: { kind: "Pod", apiVersion: "v1", metadata: { name, namespace: "default" } } })}\n`;
const failure = (reason: string, code: number) =>
  `${JSON.stringify({ type: "ERROR", object: { kind: "Status", status: "Failure", message: "the message", reason, code } })}\n`;
const [a, b] = [event("ADDED", "a"), event("MODIFIED", "b")];
const A = "NAME   AGE\na      <unknown>\n";
const AB = `${A}b      <unknown>\n`;
const TEXT = { "content-type": "text/plain" };

const watched = (name: string, answer: Behaviour | readonly Behaviour[], stdout: string, stderr = ""): Row => ({
  name,
  script: { [`GET ${PODS}`]: [list, ...[answer].flat()] },
  args: ["get", "pods", "-w"],
  stdout,
  stderr,
});
const ROW = "kubectl prints the error as a row of the table and exits with 0";
const unread = (reason: string) =>
  `Error from server (InternalError): an error on the server (${JSON.stringify(`unable to decode an event from the watch stream: ${reason}`)}) has prevented the request from succeeding\n`;

testRows([
  {
    ...watched("the server ends it", stream([a, b]), AB),
    requests: [`GET ${PODS}?limit=500`, `GET ${PODS}?resourceVersion=7&watch=true`],
  },
  watched("nothing happens", stream([]), ""),
  watched("an event in pieces", stream([a.slice(0, 20), a.slice(20) + b.slice(0, 5), b.slice(5)]), AB),
  watched("no newline at the end", stream([a, b.trim()]), AB),
  watched("blank lines", stream(["\n\n", a, "\n", b]), AB),
  watched("429 that says when", [status(429, "Busy", "slow", { "retry-after": "0" }), stream([a])], A),
  {
    ...watched(
      "a warning",
      says(200, a, { "content-type": "application/json", warning: '299 - "w"' }),
      A,
      "Warning: w\n",
    ),
    code: 0,
  },
  watched("403 with a Status", status(403, "Forbidden", "no watch"), "", "Error from server (Forbidden): no watch\n"),
  watched("403 with text", says(403, "x", TEXT), "", "Error from server (Forbidden): x (get pods)\n"),
  watched("410 at once", status(410, "Expired", "too old"), "", "Error from server (Expired): too old\n"),
  watched(
    "500 with text",
    says(500, "x", TEXT),
    "",
    'Error from server (InternalError): an error on the server ("x") has prevented the request from succeeding (get pods)\n',
  ),
  watched(
    "a page",
    says(200, "<html>", { "content-type": "text/html" }),
    "",
    "error: no stream serializers registered for text/html\n",
  ),
  {
    ...watched("bookmarks", stream([event("BOOKMARK", "x"), a]), A),
    differs: "kubectl prints them, but never asks for any",
  },
  ...[
    watched("410 later", stream([a, failure("Expired", 410)]), A, "Error from server (Expired): the message\n"),
    watched("403 later", stream([a, failure("Forbidden", 403)]), A, "Error from server (Forbidden): the message\n"),
    watched(
      "401 later",
      stream([failure("Unauthorized", 401)]),
      "",
      "error: You must be logged in to the server (the message)\n",
    ),
    watched(
      "words between events",
      stream([a, "words\n", b]),
      A,
      unread("invalid character 'w' looking for beginning of value"),
    ),
    watched("an event without an object", stream(['{"type":"ADDED"}\n']), "", unread("unexpected end of JSON input")),
    watched(
      "an event of no known type",
      stream([event("STRANGE", "a")]),
      "",
      unread("got invalid watch event type: STRANGE"),
    ),
  ].map((row) => ({ ...row, differs: ROW })),
  ...[
    watched("cut between events", stream([a], true), A, "error: unexpected EOF\n"),
    watched("cut in an event", stream([a, b.slice(0, 40)], true), A, "error: unexpected EOF\n"),
    watched("ended in an event", stream([a, b.slice(0, 40)]), A, unread("unexpected end of JSON input")),
    watched("closed without a word", hangUp, "", "Unable to connect to the server: EOF\n"),
  ].map((row) => ({ ...row, differs: "kubectl ends without a word and with 0" })),
]);

const held: Behaviour = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write(a);
};

const ends: readonly (readonly [string, Behaviour, string])[] = [
  ["an open stream", held, A],
  ["no answer", silence, ""],
];

test.each(isJudge ? ends.slice(0, 1) : ends)("--request-timeout ends it with 0: %s", async (_, answer, stdout) => {
  const script = { [`GET ${PODS}`]: [list, answer] };
  const got = await converse({ script, args: ["get", "pods", "-w", "--request-timeout=500ms"] });
  expect(got).toMatchObject({ code: 0, stdout, stderr: "" });
});

test("events are printed as they come", async () => {
  let finish = () => {};
  const slow: Behaviour = (request, response) => {
    held(request, response);
    finish = () => void response.end(b);
    setTimeout(finish, 150);
  };
  const started = performance.now();
  const got = await converse({ script: { [`GET ${PODS}`]: [list, slow] }, args: ["get", "pods", "-w"] });
  expect(got.stdout).toBe(AB);
  expect(performance.now() - started).toBeGreaterThan(140);
});
