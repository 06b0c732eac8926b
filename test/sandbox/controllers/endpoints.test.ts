import { describe, expect, test } from "vitest";
import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../../src/core/object.ts";
import { statusOf } from "../../../src/sandbox/controllers/owned.ts";
import { drivenCluster, pod } from "./driven.ts";

const SLICES = "endpointslices.discovery.k8s.io";

const backend = (name: string, containerPort: number, spec: JsonObject = {}): KubeObject => {
  const one = pod(name, { ports: [{ name: "web", containerPort }] }, spec);
  return { ...one, metadata: { ...(one.metadata as JsonObject), labels: { app: "a" } } };
};

const service = (spec: JsonObject): KubeObject => ({
  metadata: { name: "a", namespace: "default", labels: { team: "x" } },
  spec: { selector: { app: "a" }, ports: [{ port: 80, targetPort: "web" }], ...spec },
});

function started(spec: JsonObject = {}, pods: readonly KubeObject[] = [backend("p", 8080), backend("q", 8080)]) {
  const cluster = drivenCluster();
  const { api } = cluster;
  for (const one of pods) api.create("pods", one);
  api.create("services", service(spec));
  cluster.pass(5);
  const ipOf = (name: string) => statusOf(api.get("pods", "default", name) as KubeObject).podIP;
  return {
    ...cluster,
    ipOf,
    old: () => api.get("endpoints", "default", "a") as KubeObject,
    slices: () =>
      api.list(SLICES, "default").filter((one) => stringMapOf(one, "labels")["kubernetes.io/service-name"] === "a"),
  };
}

describe("the endpoints of a service", () => {
  test("are its pods, in both forms", () => {
    const { old, slices, ipOf } = started();
    expect(old().subsets).toMatchObject([
      {
        addresses: [
          { ip: ipOf("p"), targetRef: { kind: "Pod", name: "p" } },
          { ip: ipOf("q"), targetRef: { name: "q" } },
        ],
        ports: [{ port: 8080, protocol: "TCP" }],
      },
    ]);
    expect(stringMapOf(old(), "labels")).toEqual({
      "endpoints.kubernetes.io/managed-by": "endpoint-controller",
      team: "x",
    });
    const [slice] = slices();
    expect(slice).toMatchObject({
      addressType: "IPv4",
      endpoints: [{ addresses: [ipOf("p")], conditions: { ready: true, serving: true, terminating: false } }, {}],
      ports: [{ name: "", port: 8080, protocol: "TCP" }],
    });
    expect(nameOf(slice as KubeObject)).toMatch(/^a-[a-z0-9]{5}$/);
  });

  test("are none at first, and when nothing fits", () => {
    const { old, slices } = started({ selector: { app: "other" } });
    expect(old().subsets).toBeUndefined();
    expect(slices()).toMatchObject([{ endpoints: null, ports: null }]);
  });

  test("leave out what is not ready, unless that is wanted", () => {
    const broken = backend("r", 8080, { containers: [{ name: "c", image: "x", command: ["false"] }] });
    const plain = started({ ports: [{ port: 80 }] }, [broken]);
    expect(plain.old().subsets).toMatchObject([{ notReadyAddresses: [{ ip: plain.ipOf("r") }] }]);
    expect(plain.slices()).toMatchObject([{ endpoints: [{ conditions: { ready: false, serving: false } }] }]);
    const eager = started({ ports: [{ port: 80 }], publishNotReadyAddresses: true }, [broken]);
    expect(eager.old().subsets).toMatchObject([{ addresses: [{ ip: eager.ipOf("r") }] }]);
    expect(eager.slices()).toMatchObject([{ endpoints: [{ conditions: { ready: true, serving: false } }] }]);
  });

  test("stand apart where a port has another number", () => {
    const { old, slices, ipOf } = started({}, [backend("p", 8080), backend("q", 9090)]);
    expect(old().subsets).toMatchObject([
      { addresses: [{ ip: ipOf("p") }], ports: [{ port: 8080 }] },
      { addresses: [{ ip: ipOf("q") }], ports: [{ port: 9090 }] },
    ]);
    expect(slices()).toHaveLength(2);
  });

  test("follow the pods, and go with the service", () => {
    const { api, pass, old, slices } = started();
    api.delete("pods", "default", "p");
    pass(0.1);
    expect((old().subsets as JsonObject[])[0]?.addresses).toHaveLength(1);
    expect(slices()).toMatchObject([{ endpoints: [{ conditions: { ready: false, terminating: true } }, {}] }]);
    pass(5);
    expect(slices()[0]?.endpoints).toHaveLength(1);
    api.delete("services", "default", "a");
    pass(5);
    expect([api.get("endpoints", "default", "a"), slices()]).toEqual([undefined, []]);
  });

  test("name the pods of a headless service", () => {
    const named = backend("p", 8080, { hostname: "one", subdomain: "a" });
    const { old, slices } = started({ clusterIP: "None", ports: [] }, [named]);
    expect(old().subsets).toMatchObject([{ addresses: [{ hostname: "one" }] }]);
    expect(slices()).toMatchObject([{ endpoints: [{ hostname: "one" }], ports: null }]);
    expect(stringMapOf(old(), "labels")).toHaveProperty(["service.kubernetes.io/headless"], "");
  });

  test("are a hundred in a slice", () => {
    const pods = Array.from({ length: 105 }, (_, at) => backend(`p${at}`, 8080));
    const { slices } = started({}, pods);
    expect(slices().map(({ endpoints }) => (endpoints as JsonObject[]).length)).toEqual(
      expect.arrayContaining([100, 5]),
    );
  });

  test("of the API itself are there from the start", () => {
    const { api } = drivenCluster();
    expect(api.get("endpoints", "default", "kubernetes")?.subsets).toHaveLength(1);
    expect(api.get(SLICES, "default", "kubernetes")?.endpoints).toHaveLength(1);
  });
});
