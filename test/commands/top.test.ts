import { expect, test } from "vitest";
import { nodeRows, podRows } from "../../src/commands/top/tables.ts";
import { cpuText, memoryText, percentText, readSample, readUsage, sorted } from "../../src/commands/top/usage.ts";

const pod = (name: string, ...containers: [string, string, string][]) =>
  readSample({
    metadata: { name, namespace: "n" },
    containers: containers.map(([container, cpu, memory]) => ({ name: container, usage: { cpu, memory } })),
  });
const TABLE = {
  containers: false,
  sortBy: "",
  withNamespace: false,
  withSwap: false,
  sum: false,
  noHeaders: false,
};

test.each([
  ["250m", "128Mi", "250m", "128Mi"],
  ["1n", "1", "1m", "0Mi"],
  ["1500u", "2Gi", "2m", "2048Mi"],
  ["2", "1500Ki", "2000m", "1Mi"],
])("%s and %s are shown as %s and %s", (cpu, memory, cpuShown, memoryShown) => {
  const used = readUsage({ cpu, memory });
  expect([cpuText(used.cpu), memoryText(used.memory)]).toEqual([cpuShown, memoryShown]);
});

test("shares are cut, not rounded", () => expect(percentText(1999n, 100000n, 1n)).toBe("1%"));

test("pods are shown by name, with their sums below", () => {
  const samples = [pod("b", ["c", "1500u", "1Mi"]), pod("a", ["y", "1500u", "1Mi"], ["x", "1m", "3Mi"])];
  expect(podRows(samples, { ...TABLE, sum: true })).toEqual([
    ["NAME", "CPU(cores)", "MEMORY(bytes)", ""],
    ["a", "3m", "4Mi", ""],
    ["b", "2m", "1Mi", ""],
    ["", "________", "________", ""],
    ["", "4m", "5Mi", ""],
  ]);
  expect(podRows(samples, { ...TABLE, containers: true, noHeaders: true, sortBy: "memory" })).toEqual([
    ["a", "x", "1m", "3Mi", ""],
    ["a", "y", "2m", "1Mi", ""],
    ["b", "c", "2m", "1Mi", ""],
  ]);
});

test("nodes without a sample or without swap are unknown", () => {
  const available = readUsage({ cpu: "4", memory: "8Gi" });
  const rows = nodeRows(
    [
      { name: "a", used: readUsage({ cpu: "1", memory: "2Gi" }), available },
      { name: "b", used: undefined, available },
    ],
    { withSwap: true, noHeaders: true },
  );
  expect(rows).toEqual([
    ["a", "1000m", "25%", "2048Mi", "25%", "<unknown>", "<unknown>", ""],
    ["b", "<unknown>", "<unknown>", "<unknown>", "<unknown>", "<unknown>", "<unknown>", ""],
  ]);
});

test("the order is that of names, unless an amount is asked for", () => {
  const samples = [pod("a", ["c", "1", "1"]), pod("b", ["c", "2", "1"])];
  expect(sorted(samples, "cpu").map(({ name }) => name)).toEqual(["b", "a"]);
  expect(sorted(samples.reverse(), "").map(({ name }) => name)).toEqual(["a", "b"]);
});
