import { describe, expect, test } from "vitest";
import { level } from "./level.js";

const own = { namespace: "names-k3x-a", folder: "/tmp/kctl-parity-x/names/a" };

describe("what is levelled", () => {
  test.each([
    ["the namespace", "in names-k3x-a namespace", "in NAMESPACE namespace"],
    ["the folder", "deleted x from /tmp/kctl-parity-x/names/a/kubeconfig", "deleted x from FOLDER/kubeconfig"],
    ["a time", 'creationTimestamp: "2026-11-24T13:03:00Z"', 'creationTimestamp: "TIME"'],
    ["a time in microseconds", "2026-11-24T13:03:00.123456Z", "TIME"],
    ["a uid", "uid: 0b1c2d3e-0000-4000-8000-0123456789ab", "uid: UID"],
    ["a resource version in YAML", 'resourceVersion: "123"', 'resourceVersion: "VERSION"'],
    ["a resource version in JSON", '"resourceVersion": "123",', '"resourceVersion": "VERSION",'],
    ["the random end of a pod's name", "web-7887448d46-f8lz8   1/1", "web-7887448d46-xxxxx   1/1"],
    ["an address at the end", '"podIP": "10.1.0.12"', '"podIP": "ADDRESS"'],
    ["an address in a table", "10.1.0.12   node-0", "ADDRESS~node-0"],
    ["an age at the end", "alpha   2      3m20s", "alpha   2      AGE"],
    ["an age with blanks behind", "alpha   2      12s     \n", "alpha   2      AGE~\n"],
    ["an age inside", "web   1/1   5s    nginx", "web   1/1   AGE~nginx"],
    ["the header above", "NAME   AGE    CONTAINERS", "NAME   AGE~CONTAINERS"],
    ["the moment of a restart", "1 (5m2s ago)", "1 (AGE ago)"],
    [
      "the head of a klog line",
      'E1124 13:36:49.534018    4908 memcache.go:265] "x"',
      'E MOMENT PROCESS memcache.go:265] "x"',
    ],
  ])("%s", (_, text, expected) => expect(level(text, own)).toBe(expected));
});

describe("what is not", () => {
  test.each([
    ["trailing blanks", "alpha   \n"],
    ["blanks between columns", "NAME    DATA   AGE\nalpha   1"],
    ["quantities", "    cpu: 100m\n    memory: 5m"],
    ["numbers", "replicas: 5"],
    ["a missing age", "alpha   2      <unknown>"],
    ["an age in brackets", "[3m20s]"],
    ["addresses of others", "127.0.0.1:16443"],
    ["generations", "generation: 12"],
    ["hashes of templates", "pod-template-hash: 7887448d46"],
    ["names that users give", "web-front"],
    ["an empty resource version", 'resourceVersion: ""'],
    ["a date without time", "2026-11-24"],
  ])("%s", (_, text) => expect(level(text, own)).toBe(text));
});
