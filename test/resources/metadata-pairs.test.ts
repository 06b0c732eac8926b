import { describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { type MapChange, readAnnotationPairs, readLabelPairs, splitWords } from "../../src/resources/metadata-pairs.ts";

const plain = ({ set, remove }: MapChange) => [Object.fromEntries(set), remove];

describe("resources first, then changes", () => {
  test.each([
    [
      ["pods", "x", "a=b", "c-"],
      ["pods", "x"],
      ["a=b", "c-"],
    ],
    [["pods/x"], ["pods/x"], []],
    [["a=b"], [], ["a=b"]],
    [["pods", "a="], ["pods"], ["a="]],
    [["pods", "=b"], ["pods", "=b"], []],
    [["pods", "-"], ["pods", "-"], []],
    [["x", "my-"], ["x"], ["my-"]],
    [["a-=b"], [], ["a-=b"]],
    [[], [], []],
  ])("%j", (args, resources, pairs) => expect(splitWords(args, "label")).toEqual({ resources, pairs }));

  test.each([
    [["a=b", "pods"], "label", "all resources must be specified before label changes: pods"],
    [["pods", "c-", "x"], "annotation", "all resources must be specified before annotation changes: x"],
    [["a=b", "=c"], "label", "all resources must be specified before label changes: =c"],
  ] as const)("%j", (args, field, message) => {
    expect(() => splitWords(args, field)).toThrow(new CliError(message));
  });
});

describe("labels", () => {
  test.each([
    [["a=b", "c="], { a: "b", c: "" }, []],
    [["a=b", "a=c"], { a: "c" }, []],
    [["a-", "b-", "a-"], {}, ["a", "b", "a"]],
    [["x.y/z=w", "a-"], { "x.y/z": "w" }, ["a"]],
    [["a-=b"], { "a-": "b" }, []],
    [["a--"], {}, ["a-"]],
  ])("%j", (pairs, set, remove) => expect(plain(readLabelPairs(pairs))).toEqual([set, remove]));

  test.each([
    [["a=b=c"], "invalid label spec: a=b=c"],
    [["a==b"], "invalid label spec: a==b"],
    [["a"], "unknown label spec: a"],
    [["a=b", "a-"], "can not both modify and remove a label in the same command"],
    [["a=b-"], 'invalid label value: "a=b-": a valid label must be an empty string or consist of'],
    [["a=é"], 'invalid label value: "a=é": a valid label must be'],
    [["a=\n"], 'invalid label value: "a=\\n": a valid label must be'],
    [[`a=${"x".repeat(64)}`], `invalid label value: "a=${"x".repeat(64)}": must be no more than 63 bytes`],
  ])("%j is refused", (pairs, message) => expect(() => readLabelPairs(pairs)).toThrow(message));
});

describe("annotations", () => {
  test.each([
    [["a=b=c", "d=="], { a: "b=c", d: "=" }, []],
    [["a=é\n"], { a: "é\n" }, []],
    [["a-", "b=-"], { b: "-" }, ["a"]],
  ])("%j", (pairs, set, remove) => expect(plain(readAnnotationPairs(pairs))).toEqual([set, remove]));

  test.each([
    [["=b"], "invalid annotation format: =b"],
    [["a"], "invalid annotation format: a"],
    [["-"], "invalid annotation format: -"],
    [["a=b", "a-"], "can not both modify and remove the following annotation(s) in the same command: a"],
  ])("%j is refused", (pairs, message) => {
    expect(() => readAnnotationPairs(pairs)).toThrow(new CliError(message));
  });
});
