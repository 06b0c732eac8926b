import { expect, test } from "vitest";
import { exposed } from "../../src/generate/exposed.ts";
import { exposingService } from "../../src/generate/exposing-service.ts";

const template = (ports: { containerPort: number; protocol?: string }[]) => ({
  spec: { containers: [{ name: "a", ports }] },
});

test("ports, labels and selector of a deployment", () => {
  const found = exposed({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", labels: { l: "m" } },
    spec: {
      selector: { matchLabels: { app: "web" } },
      template: template([{ containerPort: 53 }, { containerPort: 53, protocol: "UDP" }]),
    },
  });
  expect(found.labels).toEqual({ l: "m" });
  expect(found.selector()).toEqual({ app: "web" });
  expect(found.ports).toEqual([
    { port: 53, protocol: "TCP" },
    { port: 53, protocol: "UDP" },
  ]);
});

test.each([
  ["v1", "Pod", {}, "the pod has no labels and cannot be exposed"],
  ["v1", "Service", {}, "the service has no pod selector set"],
  ["apps/v1", "Deployment", {}, "invalid deployment: no selectors, therefore cannot be exposed"],
  [
    "apps/v1",
    "ReplicaSet",
    { selector: { matchExpressions: [{ key: "a", operator: "In", values: ["b", "c"] }] } },
    `couldn't convert expressions - "[{Key:a Operator:In Values:[b c]}]" to map-based selector format`,
  ],
])("%s %s selects nothing", (apiVersion, kind, spec, words) => {
  expect(() => exposed({ apiVersion, kind, metadata: { name: "x" }, spec }).selector()).toThrow(words);
});

test("other kinds cannot be exposed", () => {
  expect(() => exposed({ apiVersion: "v1", kind: "Node", metadata: {} })).toThrow("cannot expose a Node");
});

const WORDS = {
  name: "x",
  labels: {},
  selector: { a: "b" },
  port: "80",
  known: [],
  protocol: "",
  targetPort: "",
  clusterIp: "",
  type: "",
  externalIp: "",
  loadBalancerIp: "",
  sessionAffinity: "",
};

test.each([
  ["one port has no name", {}, [{ protocol: "TCP", port: 80, targetPort: 80 }]],
  ["a target by name", { targetPort: "web" }, [{ protocol: "TCP", port: 80, targetPort: "web" }]],
  [
    "several have",
    { port: "80,81", targetPort: "9" },
    [
      { name: "port-1", protocol: "TCP", port: 80, targetPort: 9 },
      { name: "port-2", protocol: "TCP", port: 81, targetPort: 9 },
    ],
  ],
  [
    "so has one with two protocols",
    {
      port: "53",
      known: [
        { port: 53, protocol: "TCP" },
        { port: 53, protocol: "UDP" },
      ],
    },
    [
      { name: "port-1-tcp", protocol: "TCP", port: 53, targetPort: 53 },
      { name: "port-1-udp", protocol: "UDP", port: 53, targetPort: 53 },
    ],
  ],
  ["Go keeps 32 bits", { port: "99999999999" }, [{ protocol: "TCP", port: 1215752191, targetPort: 1215752191 }]],
])("%s", (_, change, ports) => {
  expect(exposingService({ ...WORDS, ...change })).toMatchObject({ spec: { ports } });
});

test.each([
  [{ port: "" }, "couldn't find port via --port flag or introspection"],
  [{ port: "80,x" }, 'strconv.Atoi: parsing "x": invalid syntax'],
  [{ sessionAffinity: "bad" }, "unknown session affinity: bad"],
])("%j is refused", (change, words) => {
  expect(() => exposingService({ ...WORDS, ...change })).toThrow(words);
});

test("a service without an address needs no ports", () => {
  expect(exposingService({ ...WORDS, port: "", clusterIp: "None" }).spec).toEqual({
    selector: { a: "b" },
    clusterIP: "None",
  });
});
