import { expect, test } from "vitest";
import { mayOverlap } from "../../src/apply/overlap.ts";

const resource = (name: string) => {
  const [plural = "", ...group] = name.split(".");
  return { plural, group: group.join("."), version: "v1", kind: "", namespaced: true } as Parameters<
    typeof mayOverlap
  >[0];
};

test.each([
  ["configmaps", "configmaps", true],
  ["configmaps", "secrets", true],
  ["secrets", "services", true],
  ["deployments.apps", "services", true],
  ["deployments.apps", "statefulsets.apps", true],
  ["deployments.apps", "horizontalpodautoscalers.autoscaling", true],
  ["configmaps", "deployments.apps", false],
  ["services", "cronjobs.batch", false],
  ["namespaces", "configmaps", false],
  ["configmaps", "namespaces", false],
  ["serviceaccounts", "secrets", false],
  ["resourcequotas", "configmaps", false],
  ["configmaps", "resourcequotas", false],
  ["roles.rbac.authorization.k8s.io", "rolebindings.rbac.authorization.k8s.io", false],
  ["customresourcedefinitions.apiextensions.k8s.io", "gadgets.example.com", false],
  ["gadgets.example.com", "gadgets.example.com", false],
  ["services.serving.knative.dev", "configmaps", false],
  ["pods", "pods", false],
  ["jobs.batch", "jobs.batch", false],
])("%s, then %s: %j", (earlier, later, answer) => {
  expect(mayOverlap(resource(earlier), resource(later))).toBe(answer);
});
