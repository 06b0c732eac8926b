import { describe, expect, test } from "vitest";
import { checkConflicts, readTaints, splitTaintWords } from "../../src/nodes/taint.ts";
import { changeTaints } from "../../src/nodes/tainted.ts";

const read = (...words: string[]) => readTaints(words, "hint");

describe("words", () => {
  test.each<[string, string, string]>([
    ["node n a=b:NoSchedule c-", "node n", "a=b:NoSchedule c-"],
    ["node k:NoSchedule", "node", "k:NoSchedule"],
    ["node n a- m", "", "all resources must be specified before taint changes: m"],
    ["a-", "", "one or more resources must be specified as <resource> <name>"],
    ["node n", "", "at least one taint update is required"],
  ])("%s", (line, resources, taints) => {
    const split = () => splitTaintWords(line.split(" "));
    if (resources === "") return expect(split).toThrow(taints);
    expect(split()).toEqual({ resources: resources.split(" "), taints: taints.split(" ") });
  });

  test.each<[string, [string, string, string]]>([
    ["a=b:NoSchedule", ["a", "b", "NoSchedule"]],
    ["a=:NoExecute", ["a", "", "NoExecute"]],
    ["x.y/a:PreferNoSchedule", ["x.y/a", "", "PreferNoSchedule"]],
  ])("%s sets", (word, [key, value, effect]) => {
    expect(read(word).add).toEqual([{ key, value, effect }]);
  });

  test.each([
    ["a-", "a", ""],
    ["a:NoExecute-", "a", "NoExecute"],
    ["a=b:NoExecute-", "a", "NoExecute"],
  ])("%s removes", (word, key, effect) => {
    expect(read(word).remove).toEqual([{ key, value: "", effect }]);
  });

  test.each([
    ["a=b", "invalid taint spec: a=b, name part must consist"],
    ["a=b:bad", "invalid taint effect: bad, unsupported taint effect"],
    ["a=b=c:NoSchedule", "invalid taint spec: a=b=c:NoSchedule"],
    ["a:b:c", "invalid taint spec: a:b:c"],
    [":NoSchedule", "name part must be non-empty; name part must consist"],
  ])("%s is refused", (word, words) => {
    expect(() => read(word)).toThrow(words);
  });

  test("twice the same, and both ways at once", () => {
    expect(() => read("a=b:NoSchedule", "a=c:NoSchedule")).toThrow(
      "duplicated taints with the same key and effect: {a c NoSchedule <nil>}",
    );
    expect(() => checkConflicts(read("a-", "b:NoExecute-", "a=x:NoSchedule", "b:NoSchedule"))).toThrow(
      "in the same command: a=",
    );
  });
});

describe("a node's taints", () => {
  const old = [
    { key: "k", value: "v", effect: "NoSchedule" },
    { key: "k", effect: "NoExecute", timeAdded: "2026-01-01T00:00:00Z" },
  ];
  const node = { metadata: { name: "n", resourceVersion: "7" }, spec: { podCIDR: "x", taints: old } };
  const change = (words: string, overwrite = false) => changeTaints(node, read(...words.split(" ")), overwrite);

  test.each<[string, boolean, string, string]>([
    ["a:NoSchedule", false, "tainted", "a:NoSchedule k:NoSchedule k:NoExecute"],
    ["k=w:NoSchedule", true, "modified", "k:NoSchedule k:NoExecute"],
    ["k:NoExecute-", false, "untainted", "k:NoSchedule"],
    ["a:NoSchedule k-", false, "modified", "a:NoSchedule"],
    ["k-", false, "untainted", ""],
    ["k-", true, "modified", ""],
  ])("%s, --overwrite=%s: %s", (words, overwrite, word, left) => {
    const tainted = change(words, overwrite);
    expect(tainted.word).toBe(word);
    const { taints = [], ...rest } = tainted.object.spec as { taints?: { key: string; effect: string }[] };
    expect(taints.map(({ key, effect }) => `${key}:${effect}`).join(" ")).toBe(left);
    expect(rest).toEqual({ podCIDR: "x" });
    expect(tainted.patch.metadata).toEqual({ resourceVersion: "7" });
    expect(tainted.patch.spec).toEqual({ taints: left === "" ? null : taints });
  });

  test("nothing is sent of taints that are there already", () => {
    expect(change("k=v:NoSchedule", true).patch).toEqual({ metadata: { resourceVersion: "7" } });
  });

  test.each([
    ["k=w:NoExecute k=w:NoSchedule", "node n already has k,k taint(s) with same effect(s) and --overwrite is false"],
    ["x-", 'taint "x" not found'],
    ["k- k:NoExecute-", 'taint "k:NoExecute" not found'],
  ])("%s is refused", (words, message) => {
    expect(() => change(words)).toThrow(message);
  });

  test("several that are not there are told together", () => {
    expect(() => change("x- y:NoExecute-")).toThrow(AggregateError);
  });
});
