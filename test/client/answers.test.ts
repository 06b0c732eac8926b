import { says, status } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";

// Failed answers: a Status, words, a page, nothing at all.

const TEXT = { "content-type": "text/plain" };
const HTML = { "content-type": "text/html; charset=utf-8" };
const PODS = "GET /api/v1/namespaces/default/pods";

/** `get pod a` is answered by this; the error reads so. */
const one = (name: string, answer: ReturnType<typeof says>, stderr: string): Row => ({
  name,
  script: { [`${PODS}/a`]: answer },
  args: ["get", "pod", "a"],
  stderr: `${stderr}\n`,
  stdout: "",
  requests: ["GET /api/v1/namespaces/default/pods/a"],
});
const list = (name: string, answer: ReturnType<typeof says>, stderr: string): Row => ({
  ...one(name, answer, stderr),
  script: { [PODS]: answer },
  args: ["get", "pods"],
  requests: 1,
});
const unknown = (word: string) =>
  `Error from server (InternalError): an error on the server (${JSON.stringify(word)}) has prevented the request from succeeding`;
const LOGIN = "error: You must be logged in to the server";

testRows([
  one(
    "403 with a Status",
    status(403, "Forbidden", "pods is forbidden"),
    "Error from server (Forbidden): pods is forbidden",
  ),
  one("403 with text", says(403, "some words\n", TEXT), "Error from server (Forbidden): some words (get pods a)"),
  list(
    "403 with a page",
    says(403, "<html>no</html>", HTML),
    "Error from server (Forbidden): <html>no</html> (get pods)",
  ),
  one("403 with nothing", says(403, "", {}), "Error from server (Forbidden):  (get pods a)"),
  one("403 with other JSON", says(403, '{"a":1}'), "Error from server (Forbidden): unknown (get pods a)"),
  one(
    "a Status that is no failure",
    says(403, '{"kind":"Status","apiVersion":"v1","status":"Success"}'),
    "Error from server (Forbidden): unknown (get pods a)",
  ),
  one(
    "a Status without its kind",
    says(403, '{"status":"Failure","reason":"Forbidden","message":"m"}'),
    "Error from server (Forbidden): unknown (get pods a)",
  ),
  one("a Status without a reason", status(500, "", "boom"), "Error from server: boom"),
  one("a reason that nobody knows", status(409, "Odd", "the message"), "Error from server (Odd): the message"),
  list(
    "400 with text",
    says(400, "words", TEXT),
    'Error from server (BadRequest): Unable to list "/v1, Resource=pods": the server rejected our request for an unknown reason (get pods)',
  ),
  one("401 with a Status", status(401, "Unauthorized", "Unauthorized"), `${LOGIN} (Unauthorized)`),
  one(
    "401 with text",
    says(401, "Unauthorized", TEXT),
    `${LOGIN} (the server has asked for the client to provide credentials (get pods a))`,
  ),
  one(
    "404 with a Status",
    status(404, "NotFound", 'pods "a" not found'),
    'Error from server (NotFound): pods "a" not found',
  ),
  one(
    "404 with a page",
    says(404, "<html>", HTML),
    "Error from server (NotFound): the server could not find the requested resource (get pods a)",
  ),
  one(
    "405",
    says(405, "x", TEXT),
    "Error from server (MethodNotAllowed): the server does not allow this method on the requested resource (get pods a)",
  ),
  one("406 with words", says(406, "only XML", TEXT), "Error from server (NotAcceptable): only XML (get pods a)"),
  one(
    "406 without",
    says(406, "", {}),
    "Error from server (NotAcceptable): the server was unable to respond with a content type that the client supports (get pods a)",
  ),
  one("409", says(409, "x", TEXT), "Error from server (Conflict): the server reported a conflict (get pods a)"),
  one(
    "410",
    says(410, "x", TEXT),
    "Error from server: the server responded with the status code 410 but did not return more information (get pods a)",
  ),
  one("415", says(415, "no such type", TEXT), "Error from server (UnsupportedMediaType): no such type (get pods a)"),
  one("422 of one object", says(422, "some words", TEXT), 'The pods "a" is invalid: : some words'),
  list(
    "422 of a list",
    says(422, "some words", TEXT),
    "Error from server (Invalid): the server rejected our request due to an error in our request (get pods)",
  ),
  one(
    "429 without Retry-After",
    says(429, "x", TEXT),
    "Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later (get pods a)",
  ),
  one("500 with text", says(500, "some words\n", TEXT), `${unknown("some words")} (get pods a)`),
  one("500 with other JSON", says(500, '{"a":1}'), `${unknown("unknown")} (get pods a)`),
  one("500 with nothing", says(500, "", {}), `${unknown("")} (get pods a)`),
  one("500 with a book", says(500, "x".repeat(5000), TEXT), `${unknown("x".repeat(2048))} (get pods a)`),
  one(
    "502 with a page",
    says(502, "<html>bad gateway</html>", HTML),
    `${unknown("<html>bad gateway</html>")} (get pods a)`,
  ),
  one(
    "503",
    says(503, "down", TEXT),
    "Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods a)",
  ),
  one(
    "504",
    says(504, "", {}),
    "Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods a)",
  ),
  one(
    "300",
    says(300, "x", {}),
    "Error from server: the server responded with the status code 300 but did not return more information (get pods a)",
  ),
  one(
    "302 without a place",
    says(302, "", {}),
    "Error from server: the server responded with the status code 302 but did not return more information (get pods a)",
  ),
  one(
    "304",
    says(304, "", {}),
    "Error from server: the server responded with the status code 304 but did not return more information (get pods a)",
  ),
]);

// Of discovery's failures kubectl looks at the code alone.
const discovery = (name: string, answer: ReturnType<typeof says>, stderr: string): Row => ({
  name: `discovery: ${name}`,
  script: { "GET /api": answer, "GET /apis": answer },
  args: ["get", "pod", "a"],
  stderr: `${stderr}\n`,
  stdout: "",
  requests: 0,
});

testRows([
  discovery(
    "401",
    status(401, "Unauthorized", "Unauthorized"),
    `${LOGIN} (the server has asked for the client to provide credentials)`,
  ),
  discovery("403 with a Status", status(403, "Forbidden", "no"), "Error from server (Forbidden): unknown"),
  discovery("403 with text", says(403, "nobody", TEXT), "Error from server (Forbidden): nobody"),
  discovery("500", status(500, "InternalError", "boom"), unknown("unknown")),
  discovery(
    "503",
    says(503, "down", TEXT),
    "Error from server (ServiceUnavailable): the server is currently unable to handle the request",
  ),
  discovery("a page", says(200, "<html>", HTML), "error: invalid character '<' looking for beginning of value"),
  discovery("nothing", says(200, ""), "error: unexpected end of JSON input"),
]);
