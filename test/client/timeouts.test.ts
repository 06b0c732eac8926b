import { json, silence } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";

const POD = "GET /api/v1/namespaces/default/pods/a";
const script = { [POD]: json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } }) };
const args = ["get", "pod", "a"];
const UNABLE = "Unable to connect to the server:";

const LATE = `${UNABLE} context deadline exceeded\n`;
const late = (name: string, row: Partial<Row>, stderr = LATE): Row => ({
  name: `--request-timeout: ${name}`,
  script,
  args: [...args, "--request-timeout=300ms"],
  stderr,
  differs: "kubectl has three sentences for this and says one at random",
  ...row,
});
const half: Row["script"][string] = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write("{");
};

testRows([
  late("no answer", { script: { [POD]: silence }, requests: 1 }),
  late("no answer to discovery", { script: { "GET /api": silence, "GET /apis": silence }, requests: 0 }),
  late(
    "half an answer",
    { script: { [POD]: half }, requests: 1 },
    "error: unexpected error when reading response body. Please retry. Original error: context deadline exceeded\n",
  ),
  late("half an answer to --raw", {
    script: { "GET /x": half },
    args: ["get", "--raw", "/x", "--request-timeout=300ms"],
    stdout: "{",
  }),
]);
