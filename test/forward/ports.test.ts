import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../src/core/object.ts";
import { readAddresses } from "../../src/forward/listen.ts";
import { parsePort, resolvePorts } from "../../src/forward/ports.ts";

const pod: KubeObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "one" },
  spec: {
    initContainers: [{ name: "i", ports: [{ name: "early", containerPort: 79 }] }],
    containers: [
      {
        name: "a",
        ports: [
          { name: "http", containerPort: 80 },
          { name: "dns", containerPort: 53, protocol: "UDP" },
          { name: "both", containerPort: 54, protocol: "UDP" },
          { name: "too", containerPort: 54 },
        ],
      },
    ],
  },
};
const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web" },
  spec: {
    ports: [
      { name: "http", port: 8000, targetPort: "http" },
      { name: "same", port: 81 },
      { name: "bad", port: 90, targetPort: "nope" },
      { name: "dns", port: 53, protocol: "UDP", targetPort: 53 },
    ],
  },
};
const headless: KubeObject = { ...service, spec: { clusterIP: "None", ports: [{ port: 80, targetPort: 81 }] } };

test.each([
  [pod, "80", { local: 80, remote: 80 }],
  [pod, ":80", { local: 0, remote: 80 }],
  [pod, "8080:http", { local: 8080, remote: 80 }],
  [pod, "http", { local: 80, remote: 80 }],
  [pod, "1:early", { local: 1, remote: 79 }],
  [pod, "1:54", { local: 1, remote: 54 }],
  [pod, "1:080", { local: 1, remote: 80 }],
  [pod, "1:2:3", { local: 1, remote: 1 }],
  [service, "http", { local: 8000, remote: 80 }],
  [service, "1:http", { local: 1, remote: 80 }],
  [service, "8000", { local: 8000, remote: 80 }],
  [service, "81", { local: 81, remote: 81 }],
  [headless, "1:80", { local: 1, remote: 80 }],
])("%# %s %s", (object, word, port) => {
  expect(resolvePorts([word], object, pod).map(parsePort)).toEqual([port]);
});

test.each([
  [pod, "x", "Pod 'one' does not have a named port 'x'"],
  [pod, "dns", "UDP protocol is not supported for dns"],
  [pod, "53", "UDP protocol is not supported for 53"],
  [pod, "x:80", `error parsing local port 'x': strconv.ParseUint: parsing "x": invalid syntax`],
  [pod, "70000:80", `error parsing local port '70000': strconv.ParseUint: parsing "70000": value out of range`],
  [pod, "1:0", "remote port must be > 0"],
  [service, "91", "Service web does not have a service port 91"],
  [service, "nope", "Service 'web' does not have a named port 'nope'"],
  [service, "1:bad", "Pod 'one' does not have a named port 'nope'"],
])("%# refuses %s %s", (object, word, message) => {
  expect(() => resolvePorts([word], object, pod).map(parsePort)).toThrow(message);
});

describe("addresses", () => {
  const hosts = (words: readonly string[]) => readAddresses(words).map(({ host, isOptional }) => [host, isOptional]);

  test.each([
    [["localhost"], [["127.0.0.1", true], ["::1", true]]], // biome-ignore format: a table
    [["::1", "localhost"], [["127.0.0.1", true], ["::1", false]]], // biome-ignore format: a table
    [["::", "10.0.0.1", "10.0.0.1"], [["10.0.0.1", false], ["::", false]]], // biome-ignore format: a table
    [["010.0.0.1"], [["010.0.0.1", false]]],
  ])("%j", (words, expected) => {
    expect(hosts(words)).toEqual(expected);
  });

  test.each(["x", "", "1.2.3", "[::1]", "fe80::1%eth0", "256.1.1.1"])("refuses %j", (word) => {
    expect(() => readAddresses([word])).toThrow(`${word} is not a valid IP`);
  });
});
