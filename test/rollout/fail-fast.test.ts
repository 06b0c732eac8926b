import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../src/core/object.ts";
import { GRACES } from "../../src/rollout/causes/grace.ts";
import { KINDS, type Kind, quotaOf, type Trouble, troubled } from "./troubled.ts";

const missing = (name: string) => ({ metadata: { name, namespace: "default" }, data: { k: "v" } });

/** Eight causes: how each is made, how it is told, and how it can be put right in time (of those where the cluster can). */
const TROUBLES: Readonly<Record<string, Trouble & { reason: string; says: RegExp; mend?: (api: Api) => void }>> = {
  "an image that is not there": {
    container: { image: "web:nosuch" },
    reason: "ImagePullBackOff",
    says: /^x-?\S*\/c ErrImagePull: .*not found/,
    mend: (api) => {
      for (const pod of api.list("pods", "default")) api.update("pods", withImage(pod, "web:1"));
    },
  },
  "a program that crashes": {
    container: { command: ["sh", "-c", "exit 3"] },
    reason: "CrashLoopBackOff",
    says: /^x-?\S*\/c (Error|CrashLoopBackOff): exit code 3/,
  },
  "no node with room": {
    container: { resources: { requests: { cpu: "900" } } },
    reason: "Unschedulable",
    says: /^x-?\S* Unschedulable: 0\/\d nodes are available: .*Insufficient cpu/,
    mend: (api) => {
      for (const node of api.list("nodes")) {
        const status = node.status as { allocatable: object };
        api.updateStatus("nodes", {
          ...node,
          status: { ...status, allocatable: { ...status.allocatable, cpu: "1000" } },
        } as never);
      }
    },
  },
  "a quota": {
    quota: { pods: "0" },
    reason: "FailedCreate",
    says: /^(replicaset|statefulset|daemonset|job)\/x\S* FailedCreate: .*exceeded quota: tight/,
    mend: (api) => {
      const found = api.get("resourcequotas", "default", "tight") as KubeObject;
      api.update("resourcequotas", { ...found, spec: quotaOf({ pods: "9" }).spec as never });
    },
  },
  "a config map that is missing": {
    container: { envFrom: [{ configMapRef: { name: "settings" } }] },
    reason: "CreateContainerConfigError",
    says: /^x-?\S*\/c CreateContainerConfigError: configmap "settings" not found/,
    mend: (api) => void api.create("configmaps", missing("settings")),
  },
  "too little memory": {
    container: { command: ["stress"], args: ["--vm-bytes", "250M"], resources: { limits: { memory: "100Mi" } } },
    reason: "OOMKilled",
    says: /^x-?\S*\/c OOMKilled: exit code 137/,
  },
  "a volume that cannot be mounted": {
    pod: { volumes: [{ name: "key", secret: { secretName: "key" } }] },
    reason: "FailedMount",
    says: /^x-?\S* FailedMount: .*secret "key" not found/,
    mend: (api) => void api.create("secrets", missing("key")),
  },
  "a readiness probe that fails": {
    container: { readinessProbe: { httpGet: { path: "/nosuch", port: 80 } } },
    reason: "Unhealthy",
    says: /^x-?\S*\/c Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404/,
  },
};

type Api = ReturnType<typeof troubled>["api"];

const withImage = (pod: KubeObject, image: string): KubeObject => {
  const spec = pod.spec as { containers: object[] };
  return { ...pod, spec: { ...spec, containers: spec.containers.map((one) => ({ ...one, image })) } } as never;
};

/** A job does not ask whether its pods are ready: for it the eighth cause is a name that no image can have. */
const forKind = (kind: Kind): [string, (typeof TROUBLES)[string]][] =>
  Object.entries(TROUBLES).map(([name, trouble]) =>
    kind === "Job" && trouble.reason === "Unhealthy"
      ? [
          "an image's name that cannot be",
          { container: { image: "Web:1" }, reason: "InvalidImageName", says: /InvalidImageName/ },
        ]
      : [name, trouble],
  );

describe.each(KINDS)("%s", (kind) => {
  test.each(forKind(kind))("%s is told, and ends the wait when its time is over", (_, trouble) => {
    const { watch, lines } = troubled(kind, trouble);
    const end = watch(400);
    const [first] = lines;
    expect(first?.text).toMatch(trouble.says);
    expect(first?.second).toBeLessThan(15);
    expect(end?.cause.reason.replace("ErrImagePull", "ImagePullBackOff")).toBe(trouble.reason);
    const grace = (GRACES[trouble.reason] as number) / 1000;
    // A container that was started again at once is told a second after it crashed.
    expect(end?.second).toBeGreaterThanOrEqual((first?.second ?? 0) + grace - 1);
    expect(end?.second).toBeLessThanOrEqual((first?.second ?? 0) + grace + 1);
  });

  test.each(forKind(kind).filter(([, { mend }]) => mend))("%s that is put right in time ends nothing", (_, trouble) => {
    const { watch, api, lines } = troubled(kind, trouble);
    const grace = (GRACES[trouble.reason] as number) / 1000;
    expect(watch(grace - 5)).toBeUndefined();
    expect(lines.length).toBeGreaterThan(0);
    trouble.mend?.(api);
    expect(watch(400)).toBeUndefined();
    expect(api.list("pods", "default").every((pod) => (pod.status as { phase: string }).phase === "Running")).toBe(
      true,
    );
  });
});

test("a readiness probe that fails is told of a job, but ends nothing", () => {
  const { watch, lines } = troubled("Job", TROUBLES["a readiness probe that fails"] as Trouble);
  expect(watch(400)).toBeUndefined();
  expect(lines.map(({ text }) => text)).toEqual([expect.stringMatching(/Unhealthy: Readiness probe failed/)]);
});

test("pods of a job that fail one after the other count as one trouble", () => {
  const crash = { container: { command: ["false"] }, pod: { restartPolicy: "Never" } };
  const { watch } = troubled("Job", crash);
  expect(watch(400)?.cause).toMatchObject({ reason: "Error", message: "exit code 1" });
});

test("each cause is told once, however often a state comes back", () => {
  const { watch, lines } = troubled("Deployment", TROUBLES["an image that is not there"] as Trouble, {});
  watch(300);
  expect(lines.map(({ text }) => text.split(" ")[1])).toEqual(["ErrImagePull:", "ImagePullBackOff:"]);
});
