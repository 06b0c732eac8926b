import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf } from "../../src/core/object.ts";
import { conditionOf, listOf, mapOf, statusOf } from "../../src/sandbox/controllers/owned.ts";
import { drivenCluster, pod } from "./controllers/driven.ts";
import { told } from "./controllers/workloads.ts";

const sh = (script: string): JsonObject => ({ command: ["sh", "-c", script] });
const init = (name: string, script: string, more: JsonObject = {}): JsonObject => ({
  name,
  image: "busybox:1",
  ...sh(script),
  ...more,
});

function started(container: JsonObject, spec: JsonObject = {}) {
  const cluster = drivenCluster();
  cluster.api.create("pods", pod("x", container, spec));
  const found = () => cluster.api.get("pods", "default", "x") as KubeObject;
  const status = (list = "containerStatuses", at = 0) => listOf(statusOf(found())[list])[at] ?? {};
  return {
    ...cluster,
    found,
    status,
    waiting: () => mapOf(mapOf(status().state).waiting),
    condition: (type: string) => {
      const { status: isTrue, reason, message } = conditionOf(found(), type) ?? {};
      return [isTrue, reason, message].filter((one) => one !== undefined).join(" ");
    },
    told: () => told(cluster.api.list("events"), "x"),
  };
}

describe("an image that cannot be pulled", () => {
  test("is tried again after 10, 20, 40 seconds", () => {
    const { pass, waiting, told, api } = started({ image: "web:nosuch" });
    const reasons: unknown[] = [];
    for (let second = 0; second < 34; second++) {
      pass(1);
      reasons.push(waiting().reason);
    }
    const changes = reasons.flatMap((one, at) => (one === reasons[at - 1] ? [] : [`${at} ${one}`]));
    expect(changes).toEqual([
      "0 ErrImagePull",
      "1 ImagePullBackOff",
      "10 ErrImagePull",
      "11 ImagePullBackOff",
      "30 ErrImagePull",
      "31 ImagePullBackOff",
    ]);
    expect(waiting().message).toMatch(/^Back-off pulling image "web:nosuch": ErrImagePull: rpc error: code = NotFound/);
    expect(told()).toEqual(
      expect.arrayContaining(['BackOff: Back-off pulling image "web:nosuch"', "Failed: Error: ImagePullBackOff"]),
    );
    expect(api.list("events").find(({ reason }) => reason === "Pulling")?.count).toBe(3);
  });

  test("may be replaced by one that can", () => {
    const { pass, api, found } = started({ image: "web:nosuch" });
    pass(5);
    const spec = mapOf(found().spec);
    api.update("pods", {
      ...found(),
      spec: { ...spec, containers: [{ ...listOf(spec.containers)[0], image: "web:1" }] },
    });
    pass(1);
    expect(statusOf(found()).phase).toBe("Running");
  });
});

describe("containers that end", () => {
  test("are backed off from in the kubelet's words", () => {
    const { pass, waiting, told, found } = started(sh("exit 1"));
    pass(5);
    const { uid } = found().metadata as { uid: string };
    expect(waiting()).toEqual({
      reason: "CrashLoopBackOff",
      message: `back-off 10s restarting failed container=c pod=x_default(${uid})`,
    });
    expect(told()).toContain(`BackOff: Back-off restarting failed container c in pod x_default(${uid})`);
    pass(100);
    expect(waiting().message).toContain("back-off 1m20s restarting");
  });

  test.each([
    ["exit 0", "Succeeded", "False PodCompleted", "True PodCompleted"],
    ["exit 1", "Failed", "False PodFailed", "True"],
  ])("for good (%s) leave their pod %s", (script, phase, ready, initialized) => {
    const { pass, found, condition } = started(sh(script), { restartPolicy: "Never" });
    pass(5);
    expect(statusOf(found()).phase).toBe(phase);
    expect([condition("Ready"), condition("ContainersReady"), condition("Initialized")]).toEqual([
      ready,
      ready,
      initialized,
    ]);
    expect(condition("PodReadyToStartContainers")).toBe("False");
  });

  test("too late fail their pod", () => {
    const { pass, found } = started({}, { activeDeadlineSeconds: 5 });
    pass(4);
    expect(statusOf(found()).phase).toBe("Running");
    pass(5);
    expect(statusOf(found())).toMatchObject({ phase: "Failed", reason: "DeadlineExceeded" });
  });
});

describe("init containers", () => {
  test("keep the others waiting, and say which of them do", () => {
    const { pass, condition, status, waiting } = started(
      {},
      { initContainers: [init("a", "sleep 3"), init("b", "true")] },
    );
    pass(2);
    expect(condition("Initialized")).toBe("False ContainersNotInitialized containers with incomplete status: [a b]");
    expect(waiting().reason).toBe("PodInitializing");
    pass(5);
    expect([status().ready, status("initContainerStatuses").ready, condition("Initialized")]).toEqual([
      true,
      true,
      "True",
    ]);
  });

  test("that fail for good fail their pod", () => {
    const { pass, found } = started({}, { restartPolicy: "Never", initContainers: [init("a", "exit 1")] });
    pass(5);
    expect(statusOf(found()).phase).toBe("Failed");
  });

  test("are started again, also where containers always are", () => {
    const { pass, status } = started({}, { initContainers: [init("a", "exit 1")] });
    pass(5);
    expect(status("initContainerStatuses")).toMatchObject({
      restartCount: 1,
      state: { waiting: { reason: "CrashLoopBackOff" } },
    });
  });

  test("that run on stand beside the others, and end with them", () => {
    const sidecar = init("side", "tail -f /log", { restartPolicy: "Always" });
    const { pass, status, found } = started(sh("sleep 5"), { restartPolicy: "Never", initContainers: [sidecar] });
    pass(4);
    expect([status("initContainerStatuses").ready, status().ready, statusOf(found()).phase]).toEqual([
      true,
      true,
      "Running",
    ]);
    pass(5);
    expect(statusOf(found()).phase).toBe("Succeeded");
    expect(status("initContainerStatuses").state).toMatchObject({ terminated: { exitCode: 137 } });
  });
});

describe("what a pod needs and is not there", () => {
  const ref = { configMapKeyRef: { name: "settings", key: "colour" } };
  test("keeps its container from being created", () => {
    const { pass, waiting, told, api, found } = started({ env: [{ name: "A", valueFrom: ref }] });
    pass(3);
    expect(waiting()).toEqual({ reason: "CreateContainerConfigError", message: 'configmap "settings" not found' });
    expect(told()).toContain('Failed: Error: configmap "settings" not found');
    const settings = { metadata: { name: "settings", namespace: "default" } };
    api.create("configmaps", settings);
    pass(10);
    expect(waiting().message).toBe("couldn't find key colour in ConfigMap default/settings");
    api.update("configmaps", { ...settings, data: { colour: "green" } });
    pass(10);
    expect(statusOf(found()).phase).toBe("Running");
  });

  test("keeps its volumes from being mounted", () => {
    const { pass, waiting, told, api, found } = started({}, { volumes: [{ name: "v", secret: { secretName: "s" } }] });
    pass(3);
    expect(waiting().reason).toBe("ContainerCreating");
    expect(told()).toContain('FailedMount: MountVolume.SetUp failed for volume "v" : secret "s" not found');
    api.create("secrets", { metadata: { name: "s", namespace: "default" } });
    pass(10);
    expect(statusOf(found()).phase).toBe("Running");
  });

  test("does not matter when it is optional", () => {
    const { pass, found } = started({ envFrom: [{ secretRef: { name: "s", optional: true } }] });
    pass(3);
    expect(statusOf(found()).phase).toBe("Running");
  });
});

test("what a pod tells at one moment is listed in the order it was told", () => {
  const { pass, api } = started({});
  pass(3);
  const own = api.list("events").filter(({ involvedObject }) => mapOf(involvedObject).name === "x");
  expect(own.map(({ reason }) => reason)).toEqual(["Scheduled", "Pulled", "Created", "Started"]);
  expect(nameOf(own[0] as KubeObject)).toMatch(/^x\.[0-9a-f]{16}$/);
});

test("a pod that is deleted has its containers stopped", () => {
  const { pass, api, told, machine } = started({});
  pass(3);
  const phases: unknown[] = [];
  machine.store.subscribe(({ resource, object }) => resource === "pods" && phases.push(statusOf(object).phase));
  api.delete("pods", "default", "x");
  pass(3);
  expect(api.get("pods", "default", "x")).toBeUndefined();
  expect(told().filter((one) => one.startsWith("Killing"))).toEqual(["Killing: Stopping container c"]);
  expect(phases).toEqual(["Running", "Succeeded", "Succeeded"]);
});

describe("a readiness probe", () => {
  test("that fails leaves the container unready, and is told again and again", () => {
    const { pass, status, told, api } = started({
      image: "web:1",
      readinessProbe: { httpGet: { path: "/nosuch" }, periodSeconds: 5 },
    });
    pass(14);
    expect(status()).toMatchObject({ ready: false, started: true });
    expect(told()).toContain("Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404");
    expect(api.list("events").find(({ reason }) => reason === "Unhealthy")?.count).toBe(3);
  });

  test("that passes makes it ready after its delay", () => {
    const { pass, status } = started({
      image: "web:1",
      readinessProbe: { exec: { command: ["true"] }, initialDelaySeconds: 5 },
    });
    pass(5);
    expect(status().ready).toBe(false);
    pass(3);
    expect(status().ready).toBe(true);
  });
});

test("a program that takes more memory than it may is killed", () => {
  const { pass, status, waiting } = started({
    image: "stress:1",
    command: ["stress"],
    args: ["--vm", "1", "--vm-bytes", "250M"],
    resources: { limits: { memory: "100Mi" } },
  });
  pass(8);
  expect(mapOf(mapOf(status().lastState).terminated)).toMatchObject({ reason: "OOMKilled", exitCode: 137 });
  expect(waiting().reason).toBe("CrashLoopBackOff");
});
