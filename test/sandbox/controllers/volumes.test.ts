import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf } from "../../../src/core/object.ts";
import { conditionOf, specOf, statusOf } from "../../../src/sandbox/controllers/owned.ts";
import { drivenCluster, pod } from "./driven.ts";
import { told } from "./workloads.ts";

const CLAIMS = "persistentvolumeclaims";
const VOLUMES = "persistentvolumes";
const CLASSES = "storageclasses.storage.k8s.io";

const claim = (spec: JsonObject = {}, storage = "1Gi"): KubeObject => ({
  metadata: { name: "c", namespace: "default" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, ...spec },
});
const volume = (name: string, storage: string, spec: JsonObject = {}): KubeObject => ({
  metadata: { name },
  spec: {
    storageClassName: "manual",
    accessModes: ["ReadWriteOnce"],
    capacity: { storage },
    hostPath: { path: "/x" },
    ...spec,
  },
});
const user = pod("user", {}, { volumes: [{ name: "v", persistentVolumeClaim: { claimName: "c" } }] });

function started(spec: JsonObject = {}, ...volumes: readonly KubeObject[]) {
  const cluster = drivenCluster();
  const { api, pass } = cluster;
  for (const one of volumes) api.create(VOLUMES, one);
  api.create(CLAIMS, claim(spec));
  pass(1);
  return {
    ...cluster,
    state: () => statusOf(api.get(CLAIMS, "default", "c") as KubeObject),
    phases: () => api.list(VOLUMES).map((one) => `${nameOf(one)} ${statusOf(one).phase}`),
    told: () => [...new Set(told(api.list("events"), "c"))],
  };
}

describe("a claim", () => {
  test("of the sandbox's class waits for its first pod, then gets a volume", () => {
    const { api, pass, state, told, phases } = started();
    expect([state().phase, told()]).toEqual([
      "Pending",
      ["WaitForFirstConsumer: waiting for first consumer to be created before binding"],
    ]);
    api.create("pods", user);
    pass(5);
    expect(state()).toEqual({ accessModes: ["ReadWriteOnce"], capacity: { storage: "1Gi" }, phase: "Bound" });
    expect(statusOf(api.get("pods", "default", "user") as KubeObject).phase).toBe("Running");
    expect(phases()).toEqual([expect.stringMatching(/^pvc-.* Bound$/)]);
    expect(told().at(-1)).toMatch(/^ProvisioningSucceeded: Successfully provisioned volume pvc-/);
    api.delete(CLAIMS, "default", "c");
    pass(5);
    expect(state().phase).toBe("Bound");
    api.delete("pods", "default", "user");
    pass(5);
    expect([api.list(CLAIMS), api.list(VOLUMES)]).toEqual([[], []]);
  });

  test("takes the smallest volume that fits, which is released after it", () => {
    const { api, pass, state, phases } = started(
      { storageClassName: "manual" },
      volume("large", "5Gi"),
      volume("small", "500Mi"),
      volume("fits", "2Gi"),
      volume("other", "1Gi", { storageClassName: "other" }),
    );
    expect(state()).toMatchObject({ phase: "Bound", capacity: { storage: "2Gi" } });
    expect(phases()).toEqual(["fits Bound", "large Available", "other Available", "small Available"]);
    api.delete(CLAIMS, "default", "c");
    pass(1);
    expect(phases()[0]).toBe("fits Released");
    api.delete(VOLUMES, "", "fits");
    pass(1);
    expect(phases()).toHaveLength(3);
  });

  test.each<[string, JsonObject, string]>([
    [
      "no class",
      { storageClassName: "" },
      "FailedBinding: no persistent volumes available for this claim and no storage class is set",
    ],
    [
      "a class that is not there",
      { storageClassName: "x" },
      'ProvisioningFailed: storageclass.storage.k8s.io "x" not found',
    ],
    [
      "a class of others",
      { storageClassName: "early" },
      "ExternalProvisioning: Waiting for a volume to be created either by the external provisioner 'example.com/x' or ",
    ],
  ])("of %s says what it waits for", (_, spec, words) => {
    const { api, pass, told, state } = started(spec);
    api.create(CLASSES, { metadata: { name: "early" }, provisioner: "example.com/x" });
    api.create("pods", user);
    pass(20);
    expect([state().phase, told().at(-1)?.slice(0, words.length)]).toEqual(["Pending", words]);
    expect(conditionOf(api.get("pods", "default", "user") as KubeObject, "PodScheduled")?.message).toBe(
      "0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
    );
  });

  test("goes with its namespace", () => {
    const { api, pass } = drivenCluster();
    api.create("namespaces", { metadata: { name: "shop" } });
    api.create(CLAIMS, { ...claim(), metadata: { name: "c", namespace: "shop" } });
    pass(1);
    api.delete("namespaces", "", "shop");
    pass(5);
    expect([api.get("namespaces", "", "shop"), api.list(CLAIMS, "shop")]).toEqual([undefined, []]);
  });

  test("is lost with its volume", () => {
    const { api, pass, state } = started({ storageClassName: "manual" }, volume("v", "2Gi"));
    const bound = api.get(VOLUMES, "", "v") as KubeObject;
    const { claimRef: _, ...spec } = specOf(bound);
    api.update(VOLUMES, { ...bound, spec });
    api.delete(VOLUMES, "", "v");
    pass(1);
    expect(state().phase).toBe("Lost");
  });
});
