import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWire, type Wire } from "./wire.ts";

let wire: Wire;
beforeAll(async () => {
  wire = await openWire();
});
afterAll(() => wire.close());

const CONFIGMAPS = "/api/v1/namespaces/default/configmaps";
const named = (name: string, more: object = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  ...more,
});

describe("nobody is let in", () => {
  test.each([
    ["without anything", {}],
    ["with a wrong token", { authorization: "Bearer wrong" }],
    ["with an empty token", { authorization: "Bearer " }],
    ["with a password", { authorization: "Basic YWRtaW46YWRtaW4=" }],
    ["by impersonation", { "impersonate-user": "sandbox-admin", "impersonate-group": "system:masters" }],
  ])("%s", async (_, headers) => {
    for (const path of ["/api", "/api/v1/secrets", "/healthz", "/version", "/sandbox/reset"]) {
      const { status, json } = await wire.ask("GET", path, { headers, isStranger: true });
      expect([path, status, json.reason, json.message]).toEqual([path, 401, "Unauthorized", "Unauthorized"]);
    }
  });

  test("and an impersonated user has only the rights of RBAC", async () => {
    const headers = { "impersonate-user": "bob" };
    const { status, json } = await wire.ask("GET", "/api/v1/namespaces/default/secrets", { headers });
    expect([status, json.message]).toEqual([
      403,
      'secrets is forbidden: User "bob" cannot list resource "secrets" in API group "" in the namespace "default"',
    ]);
    expect((await wire.ask("POST", "/sandbox/reset", { headers, body: {} })).status).toBe(403);
    expect((await wire.ask("GET", "/version", { headers })).status).toBe(200);
  });
});

describe("bad requests get the right Status", () => {
  test.each<[string, string, string, string | object | undefined, number, string]>([
    ["broken JSON", "POST", CONFIGMAPS, '{"kind":', 400, "BadRequest"],
    ["a list", "POST", CONFIGMAPS, "[]", 400, "BadRequest"],
    [
      "another kind",
      "POST",
      CONFIGMAPS,
      { apiVersion: "v1", kind: "Secret", metadata: { name: "x" } },
      400,
      "BadRequest",
    ],
    ["another version", "POST", CONFIGMAPS, { ...named("x"), apiVersion: "v2" }, 400, "BadRequest"],
    [
      "another namespace",
      "POST",
      CONFIGMAPS,
      { ...named("x"), metadata: { name: "x", namespace: "y" } },
      400,
      "BadRequest",
    ],
    ["no name", "POST", CONFIGMAPS, { ...named("x"), metadata: {} }, 422, "Invalid"],
    ["a path as a name", "POST", CONFIGMAPS, named("../../etc/passwd"), 422, "Invalid"],
    ["a name of 10,000 letters", "POST", CONFIGMAPS, named("x".repeat(10_000)), 422, "Invalid"],
    ["a namespace that is not there", "POST", "/api/v1/namespaces/nosuch/configmaps", named("x"), 404, "NotFound"],
    ["a type that is not there", "GET", "/apis/nosuch.io/v1/things", undefined, 404, "NotFound"],
    ["a verb that is not there", "PUT", CONFIGMAPS, named("x"), 405, "MethodNotAllowed"],
    ["a selector of nonsense", "GET", `${CONFIGMAPS}?labelSelector=%3D%3D`, undefined, 400, "BadRequest"],
    ["an unknown field selector", "GET", `${CONFIGMAPS}?fieldSelector=data.x%3D1`, undefined, 400, "BadRequest"],
    ["a forged page", "GET", `${CONFIGMAPS}?limit=1&continue=e30`, undefined, 400, "BadRequest"],
    ["an unknown dry run", "POST", `${CONFIGMAPS}?dryRun=Some`, named("x"), 422, "Invalid"],
    ["something that is not there", "DELETE", `${CONFIGMAPS}/nosuch`, undefined, 404, "NotFound"],
  ])("%s", async (_, method, path, body, status, reason) => {
    const said = await wire.ask(method, path, body === undefined ? {} : { body });
    expect([said.status, said.json.reason]).toEqual([status, reason]);
  });

  test("a body over 3 MB", async () => {
    const said = await wire.ask("POST", CONFIGMAPS, { body: named("big", { data: { a: "x".repeat(3_200_000) } }) });
    expect([said.status, said.json.reason]).toEqual([413, "RequestEntityTooLarge"]);
  });

  test("a body in a form that nobody knows", async () => {
    const said = await wire.ask("POST", CONFIGMAPS, { body: "x", type: "text/x-nonsense" });
    expect([said.status, said.json.reason]).toEqual([415, "UnsupportedMediaType"]);
  });

  test("keys of the prototype are plain data", async () => {
    const body = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"proto"},"data":{"__proto__":"a","constructor":"b"}}`;
    expect((await wire.ask("POST", CONFIGMAPS, { body })).status).toBe(201);
    const said = await wire.ask("PATCH", `${CONFIGMAPS}/proto`, {
      body: '{"data":{"__proto__":"c"}}',
      type: "application/merge-patch+json",
    });
    expect(said.text).toContain('"__proto__":"c"');
    expect(({} as Record<string, unknown>).c).toBeUndefined();
  });
});

describe("and it goes on", () => {
  test("after bytes that are no TLS and connections that are cut", async () => {
    const port = Number(new URL(wire.serving.url).port);
    for (const bytes of ["GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01", "\0".repeat(5000)]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
        socket.on("close", () => resolve()).on("error", () => resolve());
        setTimeout(() => socket.destroy(), 50);
      });
    }
    expect((await wire.ask("GET", "/healthz")).text).toBe("ok");
  });

  test("after 5,000 watches that were opened and dropped: none is left", async () => {
    for (let round = 0; round < 50; round++) {
      const stops = await Promise.all(Array.from({ length: 100 }, () => wire.watch(`${CONFIGMAPS}?watch=true`)));
      for (const stop of stops) stop();
    }
    await expect.poll(() => wire.serving.cluster.machine.store.listeners(), { timeout: 5000 }).toBeLessThan(5);
    expect((await wire.ask("GET", "/healthz")).text).toBe("ok");
  }, 60_000);
});
