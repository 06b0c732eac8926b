import { describe, expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { type Behaviour, discovery, json, resource, status } from "../helpers/fault-server.ts";

const eviction = { subresource: "eviction", responseKind: { group: "policy", version: "v1", kind: "Eviction" } };
const types = (subresources: readonly object[] = [eviction]) =>
  discovery("", [
    resource("nodes", "Node", "node", { scope: "Cluster" }),
    resource("pods", "Pod", "pod", { subresources }),
  ]);
const node = json({ apiVersion: "v1", kind: "Node", metadata: { name: "n" }, spec: {} });
const pod = (name: string, uid = name, more: object = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "x", uid, ownerReferences: [{ kind: "ReplicaSet", controller: true }], ...more },
  spec: { nodeName: "n" },
  status: { phase: "Running" },
});
const pods = (...items: object[]) => json({ apiVersion: "v1", kind: "PodList", metadata: {}, items });
const success = json({ kind: "Status", apiVersion: "v1", status: "Success" });
const gone = status(404, "NotFound", "no such pod");
const POD = "/api/v1/namespaces/x/pods";

const drain = (script: Readonly<Record<string, Behaviour | readonly Behaviour[]>>, ...more: string[]) =>
  converse({
    args: ["drain", "n", ...more],
    script: { "GET /api": types(), "GET /api/v1/nodes/n": node, "PATCH /api/v1/nodes/n": node, ...script },
  });
const sent = (requests: readonly string[]) => requests.filter((line) => !line.startsWith("GET"));

describe("drain", () => {
  test("evicts and waits until the pods are gone", async () => {
    const { code, stdout, stderr } = await drain({
      "GET /api/v1/pods": pods(pod("a")),
      [`POST ${POD}/a/eviction`]: success,
      [`GET ${POD}/a`]: [json(pod("a")), gone],
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stderr: "",
      stdout: "node/n cordoned\nevicting pod x/a\npod/a evicted\nnode/n drained\n",
    });
  });

  test("a pod of the same name that came meanwhile is left alone", async () => {
    const { stdout, requests } = await drain({
      "GET /api/v1/pods": pods(pod("a")),
      [`POST ${POD}/a/eviction`]: status(429, "TooManyRequests", "held"),
      [`GET ${POD}/a`]: json(pod("a", "other")),
    });
    expect(stdout).toBe("node/n cordoned\nevicting pod x/a\nnode/n drained\n");
    expect(sent(requests)).toEqual(["PATCH /api/v1/nodes/n", `POST ${POD}/a/eviction`]);
  }, 15_000);

  test("a refused eviction leaves the rest to its end, and is told", async () => {
    const { code, stdout, stderr } = await drain({
      "GET /api/v1/pods": pods(pod("a"), pod("b")),
      [`POST ${POD}/a/eviction`]: status(403, "Forbidden", "no way"),
      [`POST ${POD}/b/eviction`]: success,
      [`GET ${POD}/b`]: gone,
    });
    expect(code).toBe(1);
    expect(stdout).toBe("node/n cordoned\nevicting pod x/a\nevicting pod x/b\npod/b evicted\n");
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      'There are pending pods in node "n" when an error occurred: error when evicting pods/"a" -n "x": no way',
      "pod/a",
      "pod/b",
    ]);
  });

  test("a namespace that ends is waited for; a pod that ends with it is not asked again", async () => {
    const ending = {
      kind: "Status",
      apiVersion: "v1",
      status: "Failure",
      code: 403,
      reason: "Forbidden",
      message: "it ends",
      details: { causes: [{ reason: "NamespaceTerminating" }] },
    };
    const refusal: Behaviour = (_, response) => {
      response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify(ending));
    };
    const { code, stdout, stderr, requests } = await drain({
      "GET /api/v1/pods": pods(pod("a")),
      [`POST ${POD}/a/eviction`]: refusal,
      [`GET ${POD}/a`]: [json(pod("a", "a", { deletionTimestamp: "2026-01-01T00:00:00Z" })), gone],
    });
    expect(code).toBe(0);
    expect(stderr).toContain(
      'error when evicting pod "a" from terminating namespace "x" (will retry after 5s): it ends\n',
    );
    expect(stdout).toBe("node/n cordoned\nevicting pod x/a\nevicting pod x/a\npod/a evicted\nnode/n drained\n");
    expect(sent(requests)).toHaveLength(3);
  }, 15_000);

  test("deletes where the server knows no evictions", async () => {
    const { stdout } = await drain({
      "GET /api": types([]),
      "GET /api/v1/pods": pods(pod("a"), pod("b")),
      [`DELETE ${POD}/a`]: success,
      [`DELETE ${POD}/b`]: gone,
      [`GET ${POD}/a`]: gone,
      [`GET ${POD}/b`]: gone,
    });
    expect(stdout.split("\n").sort().slice(1)).toEqual([
      "node/n cordoned",
      "node/n drained",
      "pod/a deleted",
      "pod/b deleted",
    ]);
  });

  test("the first pod that cannot be deleted ends it", async () => {
    const { code, stderr, requests } = await drain(
      { "GET /api/v1/pods": pods(pod("a"), pod("b")), [`DELETE ${POD}/a`]: status(403, "Forbidden", "no way") },
      "--disable-eviction",
    );
    expect(code).toBe(1);
    expect(stderr.split("\n").at(-2)).toBe("Error from server (Forbidden): no way");
    expect(sent(requests)).toEqual(["PATCH /api/v1/nodes/n", `DELETE ${POD}/a`]);
  });

  test("a server dry run of deletions does not wait for them", async () => {
    const { code, stdout } = await drain(
      { "GET /api/v1/pods": pods(pod("a")), [`DELETE ${POD}/a`]: success },
      "--disable-eviction",
      "--dry-run=server",
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "node/n cordoned (server dry run)\npod/a deleted (server dry run)\nnode/n drained (server dry run)\n",
    });
  });

  test("a node that stays open is not emptied", async () => {
    const { code, stderr, requests } = await drain({ "PATCH /api/v1/nodes/n": status(403, "Forbidden", "no way") });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: unable to cordon node "n": no way\n' });
    expect(requests).toEqual(["GET /api/v1/nodes/n", "PATCH /api/v1/nodes/n"]);
  });

  test("ends when its time is over, not at the next attempt", async () => {
    const started = performance.now();
    const { code, stderr } = await drain(
      {
        "GET /api/v1/pods": pods(pod("a")),
        [`POST ${POD}/a/eviction`]: status(429, "TooManyRequests", "held"),
        [`GET ${POD}/a`]: json(pod("a")),
      },
      "--timeout=300ms",
    );
    expect(code).toBe(1);
    expect(stderr).toContain('error when evicting pods/"a" -n "x": global timeout reached: 300ms');
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
