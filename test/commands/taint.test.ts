import { expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { discovery, json, resource, status } from "../helpers/fault-server.ts";

const types = discovery("", [resource("nodes", "Node", "node", { scope: "Cluster", shortNames: ["no"] })]);
const node = (resourceVersion: string, ...taints: object[]) =>
  json({ apiVersion: "v1", kind: "Node", metadata: { name: "n", resourceVersion }, spec: { taints } });
const ask = (script: Parameters<typeof converse>[0]["script"], ...more: string[]) =>
  converse({ args: ["taint", "node", "n", "k=v:NoSchedule", ...more], script: { "GET /api": types, ...script } });

test("a node that others change meanwhile is read and changed again", async () => {
  const other = { key: "other", effect: "NoExecute" };
  const { stdout, requests } = await ask({
    "GET /api/v1/nodes/n": [node("1"), node("2", other)],
    "PATCH /api/v1/nodes/n": [status(409, "Conflict", "changed"), node("3")],
  });
  expect(stdout).toBe("node/n tainted\n");
  expect(requests.map((line) => line.split(" ")[0])).toEqual(["GET", "PATCH", "GET", "PATCH"]);
});

test("a taint that somebody else sets meanwhile is not replaced", async () => {
  const { code, stderr, requests } = await ask({
    "GET /api/v1/nodes/n": [node("1"), node("2", { key: "k", value: "theirs", effect: "NoSchedule" })],
    "PATCH /api/v1/nodes/n": status(409, "Conflict", "changed"),
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: "error: node n already has k taint(s) with same effect(s) and --overwrite is false\n",
  });
  expect(requests).toHaveLength(3);
});

test("a dry run of the client sends nothing", async () => {
  const { stdout, requests } = await ask({ "GET /api/v1/nodes/n": node("1") }, "--dry-run=client");
  expect(stdout).toBe("node/n tainted\n");
  expect(requests).toEqual(["GET /api/v1/nodes/n"]);
});
