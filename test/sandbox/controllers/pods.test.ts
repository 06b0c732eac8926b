import { describe, expect, test } from "vitest";
import type { JsonObject, KubeObject } from "../../../src/core/object.ts";
import { statusOf } from "../../../src/sandbox/controllers/owned.ts";
import { deployment, drivenCluster, pod } from "./driven.ts";

const first = (one: KubeObject): JsonObject => (statusOf(one).containerStatuses as JsonObject[])[0] as JsonObject;
const sh = (script: string) => ({ command: ["sh", "-c", script] });

describe("a pod", () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ["that ends well", sh("echo hi"), { restartPolicy: "Never" }, "Succeeded"],
    ["that fails", sh("exit 3"), { restartPolicy: "Never" }, "Failed"],
    ["that sleeps a while", sh("sleep 5"), { restartPolicy: "Never" }, "Succeeded"],
    ["that runs on", {}, {}, "Running"],
    ["whose image cannot exist", { image: "web:does-not-exist" }, {}, "Pending"],
    ["whose image has no name", { image: "Not A Name" }, {}, "Pending"],
  ])("%s", (_, container, spec, phase) => {
    const { api, pass, phases } = drivenCluster();
    api.create("pods", pod("x", container, spec));
    pass(20);
    expect(phases()).toEqual([phase]);
  });

  test("that fails again and again is restarted after 0, 10, 20 … seconds", () => {
    const { api, pass, pods } = drivenCluster();
    api.create("pods", pod("x", sh("exit 1")));
    const restarts = [5, 10, 20, 40].map((seconds) => {
      pass(seconds);
      return first(pods()[0] as KubeObject).restartCount;
    });
    expect(restarts).toEqual([1, 2, 3, 4]);
    expect(first(pods()[0] as KubeObject).state).toMatchObject({ waiting: { reason: "CrashLoopBackOff" } });
  });

  test("waits for its init containers, one after the other", () => {
    const { api, pass, pods } = drivenCluster();
    const initContainers = [
      { name: "a", image: "busybox", ...sh("sleep 3") },
      { name: "b", image: "busybox", ...sh("sleep 3") },
    ];
    api.create("pods", pod("x", {}, { initContainers }));
    pass(6);
    expect(statusOf(pods()[0] as KubeObject).phase).toBe("Pending");
    pass(6);
    expect(statusOf(pods()[0] as KubeObject).phase).toBe("Running");
  });
});

describe("namespaces", () => {
  test("have a service account and an authority from the start, and take everything along when they go", () => {
    const { api, pass } = drivenCluster();
    api.create("namespaces", { metadata: { name: "shop" } });
    pass(1);
    expect(api.list("serviceaccounts", "shop")).toHaveLength(1);
    expect(api.list("configmaps", "shop")).toHaveLength(1);
    const web = deployment(2);
    api.create("deployments.apps", { ...web, metadata: { name: "web", namespace: "shop" } });
    pass(3);
    expect(api.list("pods", "shop")).toHaveLength(2);
    api.delete("namespaces", "", "shop");
    expect(statusOf(api.get("namespaces", "", "shop") as KubeObject).phase).toBe("Terminating");
    pass(10);
    expect(api.get("namespaces", "", "shop")).toBeUndefined();
    expect(
      ["pods", "deployments.apps", "replicasets.apps", "configmaps"].flatMap((one) => api.list(one, "shop")),
    ).toEqual([]);
  });
});

describe("owners", () => {
  const owned = (api: ReturnType<typeof drivenCluster>["api"]) => {
    const owner = api.create("configmaps", { metadata: { name: "owner", namespace: "default" } });
    const { uid } = owner.metadata as { uid: string };
    const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name: "owner", uid }];
    api.create("configmaps", { metadata: { name: "owned", namespace: "default", ownerReferences } });
  };

  test.each([
    ["Background", false],
    ["Foreground", false],
    ["Orphan", true],
  ] as const)("deleted with %s", (propagation, stays) => {
    const { api, pass } = drivenCluster();
    owned(api);
    pass(1);
    api.delete("configmaps", "default", "owner", { propagation });
    pass(5);
    expect(api.get("configmaps", "default", "owner")).toBeUndefined();
    expect(api.get("configmaps", "default", "owned") !== undefined).toBe(stays);
  });
});
