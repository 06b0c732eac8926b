import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameOf, resourceVersionOf } from "../../src/core/object.ts";
import { type Change, createStore } from "../../src/sandbox/store/store.ts";

const object = (namespace: string, name: string, value: number) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace },
  data: { value: String(value) },
});

const step = fc.record({
  verb: fc.constantFrom("put", "remove"),
  resource: fc.constantFrom("configmaps", "secrets"),
  namespace: fc.constantFrom("a", "a-b", "ab", "b"),
  name: fc.constantFrom("x", "x-1", "y", "z"),
  value: fc.nat(3),
});

interface Step {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
}

describe("the store and a plain map agree", () => {
  test("after any writes, in what is there and in what watches were told", () => {
    const check = (steps: readonly Step[]) => {
      const store = createStore();
      const model = new Map<string, string>();
      const told: Change[] = [];
      const stop = store.subscribe((change) => told.push(change));
      for (const { verb, resource, namespace, name, value } of steps) {
        const key = `${resource}|${namespace}/${name}`;
        if (verb === "put") {
          store.put(resource, object(namespace, name, value));
          model.set(key, String(value));
        } else {
          expect(store.remove(resource, namespace, name) !== undefined).toBe(model.delete(key));
        }
      }
      stop();
      const found = ["configmaps", "secrets"].flatMap((resource) =>
        store.list(resource).map((one) => {
          const { namespace, name } = one.metadata as { namespace: string; name: string };
          return [`${resource}|${namespace}/${name}`, (one.data as { value: string }).value] as const;
        }),
      );
      expect(new Map(found)).toEqual(model);
      // Whoever starts from nothing and follows the changes has the same in the end.
      const followed = new Map<string, string>();
      for (const { type, resource, object: one } of told) {
        const { namespace, name } = one.metadata as { namespace: string; name: string };
        if (type === "DELETED") followed.delete(`${resource}|${namespace}/${name}`);
        else followed.set(`${resource}|${namespace}/${name}`, (one.data as { value: string }).value);
      }
      expect(followed).toEqual(model);
      expect(told.map(({ version }) => version)).toEqual([...told.map(({ version }) => version)].sort((a, b) => a - b));
      expect(store.since(1)).toEqual(told);
      for (const namespace of ["a", "a-b", "ab", "b"]) {
        const names = store.list("configmaps", namespace).map(nameOf);
        expect(names).toEqual(
          [...model.keys()]
            .filter((key) => key.startsWith(`configmaps|${namespace}/`))
            .map((key) => key.split("/")[1])
            .sort(),
        );
      }
    };
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), check), { numRuns: 1000 });
  });

  test("what is too long ago is not known any more", () => {
    const store = createStore(10);
    for (let at = 0; at < 40; at++) store.put("configmaps", object("a", `n${at}`, at));
    expect(store.since(1)).toBeUndefined();
    expect(store.since(store.version() - 5)?.map(({ object: one }) => nameOf(one))).toEqual([
      "n35",
      "n36",
      "n37",
      "n38",
      "n39",
    ]);
    expect(store.since(store.version())).toEqual([]);
  });

  test("a stored object is never changed by a later write", () => {
    const store = createStore();
    const first = store.put("configmaps", object("a", "x", 1));
    const text = JSON.stringify(first);
    const second = store.put("configmaps", object("a", "x", 2));
    expect(JSON.stringify(first)).toBe(text);
    expect(Number(resourceVersionOf(second))).toBe(Number(resourceVersionOf(first)) + 1);
  });
});
