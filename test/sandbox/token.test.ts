import { afterAll, beforeAll, expect, test } from "vitest";
import { openWire, type Wire } from "./wire.ts";

let wire: Wire;
beforeAll(async () => {
  wire = await openWire();
  await wire.ask("POST", "/api/v1/namespaces/default/serviceaccounts", { body: { metadata: { name: "robot" } } });
});
afterAll(() => wire.close());

const PATH = "/api/v1/namespaces/default/serviceaccounts/robot/token";
const request = (spec: object) => ({ body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec } });

test("a service account's token is let in as that account, a forged one is not", async () => {
  const made = await wire.ask("POST", PATH, request({}));
  expect(made.status).toBe(201);
  const { token } = (made.json as unknown as { status: { token: string } }).status;
  const asRobot = (one: string) =>
    wire.ask("GET", "/api/v1/namespaces/default/secrets", {
      isStranger: true,
      headers: { authorization: `Bearer ${one}` },
    });
  const answer = await asRobot(token);
  expect([answer.status, answer.json.message]).toEqual([
    403,
    'secrets is forbidden: User "system:serviceaccount:default:robot" cannot list resource "secrets" in API group "" in the namespace "default"',
  ]);
  const [header, , signature] = token.split(".");
  const claims = { sub: "system:serviceaccount:kube-system:admin", exp: 4e9 };
  const forged = Buffer.from(JSON.stringify(claims)).toString("base64url");
  expect((await asRobot(`${header}.${forged}.${signature}`)).status).toBe(401);
});

test.each<[path: string, spec: object, status: number, message: string]>([
  [
    PATH,
    { expirationSeconds: 1 },
    422,
    'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 1: may not specify a duration less than 10 minutes',
  ],
  [PATH.replace("robot", "nosuch"), {}, 404, 'serviceaccounts "nosuch" not found'],
  [PATH, { boundObjectRef: { kind: "Node", name: "x" } }, 404, 'nodes "x" not found'],
])("POST %s %j: %i %s", async (path, spec, status, message) => {
  const said = await wire.ask("POST", path, request(spec));
  expect([said.status, said.json.message]).toEqual([status, message]);
});
