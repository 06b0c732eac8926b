import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/object.ts";
import { applyStrategicPatch } from "../../../src/patch/strategic/apply.ts";
import { schemaOf } from "../../../src/patch/strategic/schema.ts";
import { combine, threeWayStrategicPatch } from "../../../src/patch/strategic/three-way.ts";
import { splitTwins } from "../../../src/patch/strategic/twins.ts";

const service = schemaOf("v1", "Service")!;
const pod = schemaOf("v1", "Pod")!;

const patchOf = (original: JsonObject, current: JsonObject, modified: JsonObject, type = service): JsonObject => {
  const { rest, twins } = splitTwins({ original, current, modified }, type);
  return combine(twins, threeWayStrategicPatch(rest, type), type);
};
const dns = (...ports: JsonObject[]): JsonObject => ({ spec: { clusterIP: "10.0.0.1", ports } });
const [tcp, udp, web] = [
  { name: "t", port: 53, protocol: "TCP" },
  { name: "u", port: 53, protocol: "UDP" },
  { name: "w", port: 80 },
];

test("a second protocol on one number joins, and nothing else is touched", () => {
  const live = dns({ ...tcp, nodePort: 30053 });
  expect(patchOf(dns(tcp), live, dns(tcp, udp))).toEqual({
    spec: { ports: [{ $patch: "replace" }, { ...tcp, nodePort: 30053 }, udp] },
  });
});

test("one of two protocols leaves, the other stays; ports of others stay", () => {
  const live = dns(tcp, udp, { name: "other", port: 99, protocol: "TCP" });
  const patched = applyStrategicPatch(live, patchOf(dns(tcp, udp), live, dns(udp)), service);
  expect(patched).toEqual(dns(udp, { name: "other", port: 99, protocol: "TCP" }));
});

test("nothing is sent when nothing changes, nor anything of our own for other lists", () => {
  const live = dns({ ...tcp, targetPort: 53 }, { ...udp, targetPort: 53 });
  expect(patchOf(dns(tcp, udp), live, dns(tcp, udp))).toEqual({});
  expect(patchOf(dns(tcp), dns(tcp), dns(tcp, web))).toEqual({
    spec: { "$setElementOrder/ports": [{ port: 53 }, { port: 80 }], ports: [web] },
  });
});

test("the ports of a container, beside other changes of it", () => {
  const inPod = (image: string, ...ports: JsonObject[]): JsonObject => ({
    spec: {
      containers: [
        { name: "a", image: "x" },
        { name: "c", image, ports },
      ],
    },
  });
  const [t, u] = [
    { containerPort: 53, protocol: "TCP" },
    { containerPort: 53, protocol: "UDP" },
  ];
  const live = inPod("i1", t, u);
  const wanted = inPod("i2", u);
  expect(applyStrategicPatch(live, patchOf(live, live, wanted, pod), pod)).toEqual(wanted);
});

test("any ports: what is wanted is there in the end, and what others added", () => {
  const port = fc.record({ port: fc.integer({ min: 1, max: 4 }), protocol: fc.constantFrom("TCP", "UDP", "SCTP") });
  const ports = fc.uniqueArray(port, { selector: (one) => JSON.stringify(one), minLength: 1, maxLength: 6 });
  const check = (original: JsonObject[], others: JsonObject[], modified: JsonObject[]) => {
    const textOf = (one: unknown) => JSON.stringify(one);
    const known = new Set([...original, ...modified].map(textOf));
    const added = others.filter((one) => !known.has(textOf(one)));
    const live = dns(...original, ...added);
    const patched = applyStrategicPatch(live, patchOf(dns(...original), live, dns(...modified)), service) as JsonObject;
    const got = (patched.spec as { ports: JsonObject[] }).ports.map(textOf).sort();
    const hasTwins = [original, modified, added].some(
      (list) => new Set(list.map((one) => one.port)).size < list.length,
    );
    if (hasTwins) expect(got).toEqual([...modified, ...added].map(textOf).sort());
  };
  fc.assert(fc.property(ports, ports, ports, check), { numRuns: 500 });
});
