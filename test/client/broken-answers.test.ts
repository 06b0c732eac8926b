import { json, raw, says, shortBody, shortChunk, shortGzip } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";

// Answers that say 200 and are none.

const POD = { kind: "Pod", apiVersion: "v1", metadata: { name: "a", namespace: "default" }, pad: "x".repeat(500) };
const TEXT = JSON.stringify(POD);
const CUT = "error: unexpected error when reading response body. Please retry. Original error: unexpected EOF\n";
const BROKEN = "Unable to connect to the server: net/http: HTTP/1.x transport connection broken:";

const answered = (name: string, answer: ReturnType<typeof says>, stderr: string): Row => ({
  name,
  script: { "GET /api/v1/namespaces/default/pods/a": answer },
  args: ["get", "pod", "a"],
  stderr,
  stdout: "",
  requests: 1,
});

testRows([
  answered("a body shorter than announced", shortBody(TEXT, 50), CUT),
  answered("a chunk cut in its middle", shortChunk(TEXT, 50), CUT),
  answered("a gzip stream that ends early", shortGzip(TEXT, 40), CUT),
  answered("half of an object", says(200, '{"kind":'), "error: unexpected end of JSON input\n"),
  answered("words", says(200, "hello"), "error: invalid character 'h' looking for beginning of value\n"),
  answered("nothing", says(200, ""), "error: unexpected end of JSON input\n"),
  answered("no content", says(204, "", {}), "error: unexpected end of JSON input\n"),
  answered(
    "a page",
    says(200, "<html>", { "content-type": "text/html" }),
    "error: serializer for text/html doesn't exist\n",
  ),
  answered(
    "a page that says it is JSON",
    says(200, "<html>"),
    "error: invalid character '<' looking for beginning of value\n",
  ),
  answered("null", says(200, "null"), "error: Object 'Kind' is missing in 'null'\n"),
  answered("an object without a kind", says(200, "{}"), "error: Object 'Kind' is missing in '{}'\n"),
  answered(
    "an array",
    says(200, "[]"),
    "error: json: cannot unmarshal array into Go value of type unstructured.detector\n",
  ),
  answered("no HTTP", raw("garbage\r\n\r\n"), `${BROKEN} malformed HTTP response "garbage"\n`),
  answered("no number as status", raw("HTTP/1.1 abc OK\r\n\r\n"), `${BROKEN} malformed HTTP status code "abc"\n`),
  answered(
    "headers without end",
    says(200, TEXT, { "content-type": "application/json", "x-huge": "h".repeat(11 * 1024 * 1024) }),
    `${BROKEN} net/http: server response headers exceeded 10485760 bytes; aborted\n`,
  ),
  {
    ...answered("headers of 60 kB", json(POD, { "x-huge": "h".repeat(60_000) }), ""),
    stdout: "NAME   AGE\na      <unknown>\n",
  },
]);

// What has come is printed before the error.
const passed = (name: string, answer: ReturnType<typeof says>, stdout: string): Row => ({
  name: `--raw: ${name}`,
  script: { "GET /x": answer },
  args: ["get", "--raw", "/x"],
  stdout,
  stderr: "error: unexpected EOF\n",
});

testRows([
  passed("a body shorter than announced", shortBody("0123456789", 5), "01234"),
  passed("a chunk cut in its middle", shortChunk("0123456789", 5), "01234"),
]);
