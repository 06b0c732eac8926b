import { describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { applyChange, type Wanted } from "../../src/resources/metadata-apply.ts";
import { readAnnotationPairs, readLabelPairs } from "../../src/resources/metadata-pairs.ts";

const object = { kind: "Pod", metadata: { name: "p", labels: { old: "x", two: "y" }, annotations: { old: "x" } } };

const apply = (line: string, changes: Partial<Wanted> = {}) => {
  const field = changes.field ?? "label";
  const change = (field === "label" ? readLabelPairs : readAnnotationPairs)(line.split(" "));
  return applyChange(object, { field, change, overwrite: false, resourceVersion: "", cause: "", ...changes });
};

describe("labels, what is said and the patch", () => {
  test.each<[string, Partial<Wanted>, string, object | undefined]>([
    ["a=b", {}, "labeled", { a: "b" }],
    ["old=x", {}, "not labeled", undefined],
    ["old-", {}, "unlabeled", { old: null }],
    ["nosuch-", {}, "not labeled", undefined],
    ["a=b old-", {}, "modified", { a: "b", old: null }],
    ["old=z", { overwrite: true }, "labeled", { old: "z" }],
    ["old=x two=z", { overwrite: true }, "labeled", { two: "z" }],
  ])("%s %o", (line, changes, words, labels) => {
    const changed = apply(line, changes);
    expect(changed.words).toBe(words);
    expect(changed.patch).toEqual(labels && { metadata: { labels } });
  });
});

test("keys that are not there are told", () => expect(apply("nope- old- no-").missing).toEqual(["nope", "no"]));

test("the object is changed as a copy", () => {
  const changed = apply("a=b old-").object;
  expect(changed).toEqual({ kind: "Pod", metadata: { ...object.metadata, labels: { two: "y", a: "b" } } });
  expect(object.metadata.labels).toEqual({ old: "x", two: "y" });
});

test("an object without metadata gets some", () => {
  const wanted = { field: "annotation", overwrite: false, resourceVersion: "", cause: "" } as const;
  const { object: changed, words } = applyChange({ kind: "Pod" }, { ...wanted, change: readAnnotationPairs(["a=b"]) });
  expect([changed, words]).toEqual([{ kind: "Pod", metadata: { annotations: { a: "b" } } }, "annotated"]);
});

test("a resource version goes along with a change, never alone", () => {
  const resourceVersion = "7";
  expect(apply("a=b", { resourceVersion }).patch).toEqual({ metadata: { labels: { a: "b" }, resourceVersion } });
  expect(apply("old=x", { resourceVersion }).patch).toBeUndefined();
});

describe("values are not overwritten unasked", () => {
  test("labels fail one by one", () => {
    const wanted = [
      "'old' already has a value (x), and --overwrite is false",
      "'two' already has a value (y), and --overwrite is false",
    ];
    const messages = (error: unknown) => (error as AggregateError).errors.map((one: Error) => one.message);
    try {
      expect.unreachable(apply("old=z two=z a=b").words);
    } catch (error) {
      expect(messages(error)).toEqual(wanted);
    }
  });

  test("annotations fail together", () => {
    const message =
      "--overwrite is false but found the following declared annotation(s): 'old' already has a value (x)";
    expect(() => apply("old=z", { field: "annotation" })).toThrow(new CliError(message));
  });
});

test("a cause is recorded with a change of labels, with every change of annotations, and never over the user's own", () => {
  const cause = "kctl label";
  const key = "kubernetes.io/change-cause";
  const patchOf = (line: string, field: Wanted["field"]) => apply(line, { cause, field }).patch;
  expect(patchOf("a=b", "label")).toEqual({ metadata: { labels: { a: "b" }, annotations: { [key]: cause } } });
  expect(patchOf("old=x", "label")).toBeUndefined();
  expect(patchOf("old=x", "annotation")).toEqual({ metadata: { annotations: { [key]: cause } } });
  expect(patchOf(`${key}=mine`, "annotation")).toEqual({ metadata: { annotations: { [key]: "mine" } } });
});
