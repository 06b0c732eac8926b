import { expect, test } from "vitest";
import { readGranting } from "../../src/access/granting.ts";
import { reconcile } from "../../src/access/reconcile.ts";
import { reconciliationText } from "../../src/access/reconciliation-text.ts";
import type { JsonObject, KubeObject } from "../../src/core/object.ts";

const V1 = "rbac.authorization.k8s.io/v1";
const role = (verbs: string[], more: JsonObject = {}): KubeObject => ({
  kind: "ClusterRole",
  apiVersion: V1,
  metadata: { name: "x" },
  rules: [{ verbs, apiGroups: [""], resources: ["pods"] }],
  ...more,
});
const binding = (name: string, ...users: string[]): KubeObject => ({
  kind: "RoleBinding",
  apiVersion: V1,
  metadata: { name: "x", namespace: "n" },
  subjects: users.map((user) => ({ kind: "User", name: user })),
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
});
const KEEP = { rules: false, subjects: false };
const REMOVE = { rules: true, subjects: true };

test.each<[string, KubeObject | undefined, KubeObject, boolean, string]>([
  ["nothing there", undefined, role(["get"]), false, "create"],
  ["the same", role(["get"]), role(["get"]), false, "none"],
  ["more there", role(["get", "list"]), role(["get"]), false, "none"],
  ["more there, to be removed", role(["get", "list"]), role(["get"]), true, "update"],
  ["less there", role(["get"]), role(["get", "list"]), false, "update"],
  ["a label", role(["get"]), role(["get"], { metadata: { name: "x", labels: { a: "b" } } }), false, "update"],
  ["another role", binding("a", "me"), binding("b", "me"), false, "recreate"],
  ["another subject", binding("a", "me"), binding("a", "you"), false, "update"],
  ["a subject too many", binding("a", "me", "you"), binding("a", "me"), false, "none"],
  ["a subject too many, to be removed", binding("a", "me", "you"), binding("a", "me"), true, "update"],
])("%s", (_, existing, wanted, removeExtra, action) => {
  expect(reconcile(existing, wanted, removeExtra).action).toBe(action);
});

test("what is missing is added behind, what is too much goes when asked", () => {
  const added = reconcile(role(["get"]), role(["list"]), false);
  expect(added.object.rules).toEqual([
    { verbs: ["get"], apiGroups: [""], resources: ["pods"] },
    { verbs: ["list"], apiGroups: [""], resources: ["pods"] },
  ]);
  expect(reconciliationText(added, KEEP)).toBe(`\treconciliation required update
\tmissing rules added:
\t\t{Verbs:[list] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}
`);
  const replaced = reconcile(role(["get"]), role(["list"]), true);
  expect(replaced.object.rules).toEqual(role(["list"]).rules);
  expect(reconciliationText(replaced, REMOVE)).toContain("extra rules removed:");
  expect(reconcile(binding("a", "me"), binding("a", "you"), false).object.subjects).toHaveLength(2);
});

test("an object that opted out says so", () => {
  const closed = role(["get"], {
    metadata: { name: "x", annotations: { "rbac.authorization.kubernetes.io/autoupdate": "false" } },
  });
  const done = reconcile(closed, role(["list"]), false);
  expect(done.isProtected).toBe(true);
  expect(reconciliationText(done, KEEP)).toContain("but object opted out");
});

test("manifests are read with the fields their types have", () => {
  const read = readGranting({ ...role(["get"]), rules: [{ verbs: ["get"], odd: 1, resourceNames: null }] });
  expect(read?.rules).toEqual([{ verbs: ["get"] }]);
  expect(readGranting({ kind: "ConfigMap", apiVersion: "v1" })).toBeUndefined();
  expect(() => readGranting({ ...role([]), apiVersion: "rbac.authorization.k8s.io/v1beta1" })).toThrow(
    "only rbac.authorization.k8s.io/v1 is supported: not *v1beta1.ClusterRole",
  );
  expect(() => readGranting({ ...role([]), rules: [{ verbs: [true] }] })).toThrow(
    "cannot unmarshal bool into Go struct field PolicyRule.rules.verbs of type string",
  );
});
