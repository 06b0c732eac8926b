import { describe, expect, test } from "vitest";
import { withWords } from "../../src/debug/container.ts";
import { copyPod } from "../../src/debug/copy.ts";
import { readCustom, withCustom } from "../../src/debug/custom.ts";
import { nodePod } from "../../src/debug/node.ts";
import { type Profile, withProfile } from "../../src/debug/profiles.ts";

const words = {
  image: "i",
  imagePullPolicy: "",
  args: [],
  argumentsOnly: false,
  env: new Map<string, string>(),
  stdin: false,
  tty: false,
};
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a", namespace: "n", uid: "u", labels: { l: "1" }, annotations: { n: "1" } },
  spec: {
    nodeName: "node",
    initContainers: [{ name: "init" }],
    containers: [{ name: "main", image: "m", stdin: true, args: ["x"], livenessProbe: {} }],
    ephemeralContainers: [{ name: "old" }],
  },
};
const keep = {
  labels: false,
  annotations: false,
  initContainers: true,
  liveness: false,
  readiness: false,
  startup: false,
};
const copy = (more: object = {}) =>
  copyPod(pod, {
    name: "b",
    profile: "general",
    custom: undefined,
    container: words,
    images: new Map(),
    sameNode: false,
    shareProcesses: undefined,
    keep,
    wanted: "",
    pick: () => "picked",
    ...more,
  });

test.each<[Profile, object | undefined]>([
  ["legacy", { runAsUser: 1, capabilities: { add: ["A"] } }],
  ["general", { runAsUser: 1, capabilities: { add: ["A", "SYS_PTRACE"] } }],
  ["baseline", undefined],
  ["netadmin", { runAsUser: 1, capabilities: { add: ["A", "NET_ADMIN", "NET_RAW"] } }],
  ["sysadmin", { runAsUser: 1, capabilities: { add: ["A"] }, privileged: true }],
])("profile %s", (profile, expected) => {
  const container = { name: "c", securityContext: { runAsUser: 1, capabilities: { add: ["A"] } } };
  expect(withProfile(container, profile, "copy").securityContext).toEqual(expected);
});

test("the restricted profile says all of it", () => {
  expect(withProfile({ name: "c", securityContext: { privileged: true } }, "restricted", "node")).toEqual({
    name: "c",
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    },
  });
});

test("a command replaces the arguments, arguments leave the command", () => {
  const container = { name: "c", command: ["a"], args: ["b"], stdin: true };
  expect(withWords(container, { ...words, args: ["x"] })).toEqual({ name: "c", command: ["x"], image: "i" });
  const env = new Map([
    ["B", "2"],
    ["A", "1"],
  ]);
  expect(withWords(container, { ...words, image: "", args: ["x"], argumentsOnly: true, env, tty: true })).toEqual({
    name: "c",
    command: ["a"],
    args: ["x"],
    env: [
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ],
    tty: true,
  });
});

describe("a copy", () => {
  test("has one more container, and nothing that others find it by", () => {
    const { copy: made, container } = copy();
    expect(container).toBe("picked");
    expect(made.metadata).toEqual({ name: "b", namespace: "n" });
    expect(made.spec).toEqual({
      initContainers: [{ name: "init" }],
      containers: [
        { name: "main", image: "m", stdin: true, args: ["x"] },
        expect.objectContaining({ name: "picked", image: "i" }),
      ],
      shareProcessNamespace: true,
    });
  });

  test("keeps what it is told to keep", () => {
    const all = { ...keep, labels: true, annotations: true, liveness: true, initContainers: false };
    const { copy: made } = copy({ keep: all, sameNode: true, shareProcesses: false });
    expect(made.metadata).toEqual({ name: "b", namespace: "n", labels: { l: "1" }, annotations: { n: "1" } });
    expect(made.spec).toMatchObject({ nodeName: "node", shareProcessNamespace: false });
    expect(made.spec).not.toHaveProperty("initContainers");
    expect(made.spec).toHaveProperty(["containers", "0", "livenessProbe"]);
  });

  test("with other images alone is the same pod otherwise", () => {
    const { copy: made, container } = copy({ container: { ...words, image: "" }, images: new Map([["*", "new"]]) });
    expect(container).toBe("");
    expect(made.metadata).toEqual({ name: "b", namespace: "n", labels: { l: "1" }, annotations: { n: "1" } });
    expect(made.spec).toHaveProperty(["containers", "0", "image"], "new");
  });

  test("needs an image for a container that is new", () => {
    expect(() => copy({ container: { ...words, image: "" } })).toThrow(
      "you must specify image when creating new container",
    );
  });

  test("does not change the pod", () => {
    const before = JSON.stringify(pod);
    copy({ wanted: "main" });
    expect(JSON.stringify(pod)).toBe(before);
  });
});

test.each<[Profile, boolean, boolean]>([
  ["legacy", true, true],
  ["general", true, true],
  ["baseline", false, false],
  ["restricted", false, false],
  ["netadmin", true, false],
  ["sysadmin", true, true],
])("a pod for a node: %s sees its processes %s, its files %s", (profile, namespaces, files) => {
  const { spec } = nodePod("n", { name: "p", container: "c", words, profile, custom: undefined });
  expect([(spec as { hostPID?: boolean }).hostPID === true, "volumes" in (spec as object)]).toEqual([
    namespaces,
    files,
  ]);
});

describe("a custom profile", () => {
  test.each(["name", "command", "image", "lifecycle", "volumeDevices"])("may not change %s", (key) => {
    expect(() => readCustom({ [key]: ["x"] })).toThrow(
      "name, command, image, lifecycle and volume devices are not modifiable via custom profile",
    );
  });

  test("is merged by the keys of lists; what no container has is left out", () => {
    const custom = readCustom({ env: [{ name: "A", value: true }], nosuch: 1, tty: true, __proto__: { x: 1 } });
    const container = {
      name: "c",
      env: [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
    };
    expect(withCustom(container, custom)).toEqual({
      name: "c",
      env: [
        { name: "A", value: "true" },
        { name: "B", value: "2" },
      ],
      tty: true,
    });
  });
});
