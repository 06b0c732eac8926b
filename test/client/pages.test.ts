import { json, status } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";

const PODS = "/api/v1/namespaces/default/pods";
const page = (names: readonly string[], token?: string) =>
  json({
    kind: "PodList",
    apiVersion: "v1",
    metadata: { resourceVersion: "7", ...(token ? { continue: token } : {}) },
    items: names.map((name) => ({ metadata: { name, namespace: "default" } })),
  });
const expired = status(410, "Expired", "The provided continue parameter is too old");
const FIRST = `GET ${PODS}?limit=1`;
const SECOND = `GET ${PODS}?continue=t&limit=1`;
const AB = "NAME   AGE\na      <unknown>\nb      <unknown>\n";

const listed = (
  name: string,
  answers: Row["script"][string],
  requests: readonly string[],
  more: Partial<Row> = {},
): Row => ({
  name,
  script: { [`GET ${PODS}`]: answers },
  args: ["get", "pods", "--chunk-size=1"],
  stdout: AB,
  stderr: "",
  requests,
  ...more,
});
const differs = "kubectl gives up when a continue token has expired";

testRows([
  listed("page by page", [page(["a"], "t"), page(["b"])], [FIRST, SECOND]),
  listed(
    "a token with special characters",
    [page(["a"], "a+b/c=="), page(["b"])],
    [FIRST, `GET ${PODS}?continue=a%2Bb%2Fc%3D%3D&limit=1`],
  ),
  listed(
    "an expired token: the whole list again, nothing twice",
    [page(["a"], "t"), expired, page(["a", "b"])],
    [FIRST, SECOND, `GET ${PODS}`],
    { differs },
  ),
  listed("expired again", [page(["a"], "t"), expired, expired], [FIRST, SECOND, `GET ${PODS}`], {
    code: 1,
    stdout: undefined as never,
    stderr: "Error from server (Expired): The provided continue parameter is too old\n",
    differs,
  }),
]);
