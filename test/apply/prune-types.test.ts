import { expect, test } from "vitest";
import { readPruneTypes } from "../../src/apply/prune-types.ts";

test("--prune-allowlist", () => {
  expect(readPruneTypes(["core/v1/Secret", "apps/v1/Deployment", "core/v1/Secret"])).toEqual([
    { group: "", version: "v1", kind: "Secret" },
    { group: "apps", version: "v1", kind: "Deployment" },
  ]);
  expect(readPruneTypes([])).toHaveLength(16);
  for (const word of ["x", "a/b", "a/b/c/d"]) expect(() => readPruneTypes([word])).toThrow("invalid GroupVersionKind");
});
