import { describe, expect, test } from "vitest";
import type { Parent } from "../../src/apply/apply-set/parent.ts";
import { asMember, parentObject, readContents, setId, union } from "../../src/apply/apply-set/record.ts";
import type { Resource } from "../../src/client/resource.ts";

const resource = { group: "", version: "v1", kind: "Secret", plural: "secrets", namespaced: true } as Resource;
const parent: Parent = { resource, name: "mine", namespace: "as" };
const ID = "applyset-sPOGzAPri7IaMltts4klI_cnLaVYwp4u0kZYEHKwbsM-v1";

describe("the parent of a set", () => {
  test("has kubectl's id", () => {
    expect(setId(parent)).toBe(ID);
    const configMap = { ...resource, kind: "ConfigMap", plural: "configmaps" };
    expect(setId({ ...parent, resource: configMap, name: "cmset" })).toBe(
      "applyset-iqhCS6XOIKoB60hbybko-0Aqr9RIOjBSuLGHVoPb6ko-v1",
    );
  });

  test("remembers types and namespaces, and they can be read again", () => {
    const contents = union(
      { kinds: ["Secret"], namespaces: ["as", "b"] },
      { kinds: ["Deployment.apps"], namespaces: ["a"] },
    );
    const object = parentObject(parent, contents);
    expect(object).toMatchObject({
      metadata: {
        labels: { "applyset.kubernetes.io/id": ID },
        annotations: {
          "applyset.kubernetes.io/additional-namespaces": "a,b",
          "applyset.kubernetes.io/contains-group-kinds": "Deployment.apps,Secret",
        },
      },
    });
    expect(readContents(parent, object)).toEqual({ kinds: ["Deployment.apps", "Secret"], namespaces: ["a", "b"] });
    expect(readContents(parent, undefined)).toEqual({ kinds: [], namespaces: [] });
  });

  test.each([
    [{}, {}, 'is missing required annotation "applyset.kubernetes.io/tooling"'],
    [{ "applyset.kubernetes.io/tooling": "helm/v1" }, {}, 'managed by tooling "helm" instead of "kubectl"'],
    [{ "applyset.kubernetes.io/tooling": "kubectl/v1" }, {}, "does not have required label"],
    [{ "applyset.kubernetes.io/tooling": "kubectl/v1" }, { "applyset.kubernetes.io/id": "x" }, "(got: x, want: "],
    [{ "applyset.kubernetes.io/tooling": "kubectl/v1" }, { "applyset.kubernetes.io/id": ID }, "to be set on all"],
  ])("%j %j is none", (annotations, labels, words) => {
    expect(() => readContents(parent, { metadata: { annotations, labels } })).toThrow(words);
  });
});

test("members carry the set's label besides their own", () => {
  expect(asMember({ kind: "X", metadata: { name: "a", labels: { b: "c" } } }, "id")).toEqual({
    kind: "X",
    metadata: { name: "a", labels: { b: "c", "applyset.kubernetes.io/part-of": "id" } },
  });
});
