import { describe, expect, test } from "vitest";
import {
  expandCategory,
  findKind,
  findResource,
  otherMeanings,
  preferredResources,
} from "../../src/resources/mapper.ts";
import { address, served } from "./served.ts";

function found(word: string): string | undefined {
  const resource = findResource(served, word);
  return resource && address(resource);
}

describe("words for a type", () => {
  test.each([
    ["pods", "v1 pods"],
    ["pod", "v1 pods"],
    ["Pod", "v1 pods"],
    ["PODS", "v1 pods"],
    ["svc", "v1 services"],
    ["deploy", "apps/v1 deployments"],
    ["Deployment", "apps/v1 deployments"],
    ["events", "v1 events"],
    ["ev", "v1 events"],
    ["cj", "batch/v1 cronjobs"],
    ["oldjob", "batch/v1beta1 oldjobs"],
    ["oj", "batch/v1beta1 oldjobs"],
    ["hpa", "autoscaling/v2 horizontalpodautoscalers"],
    ["wd", "example.com/v1beta1 widgets"],
    ["Widget", "example.com/v1beta1 widgets"],
    ["w2", "example.com/v1 foos"],
    ["FOO", "example.com/v1 foos"],
    ["nodes", "v1 nodes"],
    ["nodemetrics", "metrics.k8s.io/v1beta1 nodes"],
    ["PodMetrics", "metrics.k8s.io/v1beta1 pods"],
    ["podthing", "other.example.com/v1 pod"],
    ["PO", "foo.io/v1alpha1 po"],
    ["bar", "example.com/v1 foobars"],
  ])("%s", (word, wanted) => expect(found(word)).toBe(wanted));

  test("a plural name wins over a short name", () => expect(found("po")).toBe("foo.io/v1alpha1 po"));
});

describe("words with a group or version", () => {
  test.each([
    ["pods.", "v1 pods"],
    ["pods.v1.", "v1 pods"],
    ["pods..", "v1 pods"],
    ["deployments.", "apps/v1 deployments"],
    ["deployments.v1alpha1.", "foo.io/v1alpha1 deployments"],
    ["deployments..foo.io", "foo.io/v1alpha1 deployments"],
    ["pods.metrics.k8s.io", "metrics.k8s.io/v1beta1 pods"],
    ["pods.metrics", "metrics.k8s.io/v1beta1 pods"],
    ["pods.v1beta1.metrics.k8s.io", "metrics.k8s.io/v1beta1 pods"],
    ["deploy.apps", "apps/v1 deployments"],
    ["deploy.ap", "apps/v1 deployments"],
    ["deploy.v1.apps", "apps/v1 deployments"],
    ["Deployment.v1.apps", "apps/v1 deployments"],
    ["deployments.foo", "foo.io/v1alpha1 deployments"],
    ["deploy.v1alpha1.foo.io", "foo.io/v1alpha1 deployments"],
    ["cronjobs.batch", "batch/v1 cronjobs"],
    ["cronjobs.v1beta1.batch", "batch/v1beta1 cronjobs"],
    ["widgets.example", "example.com/v1beta1 widgets"],
    ["widgets.v1.example.com", "example.com/v1 widgets"],
    ["widgets.other", "other.example.com/v1 widgets"],
    ["pod.other.example.com", "other.example.com/v1 pod"],
    ["ev.events.k8s.io", "events.k8s.io/v1 events"],
    ["hpa.v1.autoscaling", "autoscaling/v2 horizontalpodautoscalers"],
    ["wd.v1.example.com", "example.com/v1beta1 widgets"],
    ["deploy.v1.", "apps/v1 deployments"],
    ["po.example.com", "example.com/v1beta1 widgets"],
    ["FooBar.example.com", "example.com/v1 foobars"],
    ["foobar.v1.example.com", "example.com/v1 foobars"],
  ])("%s", (word, wanted) => expect(found(word)).toBe(wanted));
});

test.each([
  ["nosuch", "pods.v1", "pods.v1.metrics.k8s.io", "deployments.v1", "deployments.v2.apps", "deploy.x"],
  ["cronjobs.v1beta1", "nosuch.v1.apps", "a.b.c.d", "all", "", ".apps", ".", "toString", "pods,svc"],
  ["deployments.v1.ap", "FooBar", "foobar", "FOOBAR.example.com", "FooBar.exam", "FooBar.v9.example.com", "SVC"],
])("%s, %s, … mean nothing", (...words) => expect(words.map(found)).toEqual(words.map(() => undefined)));

describe("short names that could mean something else, too", () => {
  test.each([
    ["deploy", ["foo.io/v1alpha1 deployments"]],
    ["ev", ["events.k8s.io/v1 events"]],
    ["wd", ["other.example.com/v1 widgets"]],
    ["w2", ["other.example.com/v1 widgets"]],
    ["cj", []],
    ["svc", []],
    ["po", []],
    ["deployments", []],
    ["deploy.apps", []],
    ["deploy.", ["foo.io/v1alpha1 deployments"]],
    ["deploy.v1.", ["foo.io/v1alpha1 deployments"]],
    ["nosuch", []],
  ])("%s", (word, wanted) => expect(otherMeanings(served, word).map(address)).toEqual(wanted));
});

describe("categories", () => {
  test("hold each resource once, in its preferred version", () => {
    expect(expandCategory(served, "all")?.map(address)).toEqual([
      "v1 pods",
      "v1 services",
      "apps/v1 deployments",
      "batch/v1 cronjobs",
      "batch/v1 jobs",
      "batch/v1beta1 oldjobs",
    ]);
    expect(expandCategory(served, "ex")?.map(address)).toEqual([
      "example.com/v1beta1 widgets",
      "example.com/v1 foos",
      "other.example.com/v1 widgets",
    ]);
  });

  test.each(["ALL", "pods", ""])("%j is none", (word) => expect(expandCategory(served, word)).toBeUndefined());
});

test("every resource is preferred in one version", () => {
  const all = preferredResources(served).map((one) => `${one.plural}.${one.group}`);
  expect(all).toEqual([...new Set(served.resources.map((one) => `${one.plural}.${one.group}`))]);
});

test.each([
  ["apps", "v1", "Deployment", "apps/v1 deployments"],
  ["batch", "v1beta1", "CronJob", "batch/v1beta1 cronjobs"],
  ["", "v1", "Pod", "v1 pods"],
  ["", "v1", "pod", undefined],
  ["", "v1", "Deployment", undefined],
  ["apps", "v2", "Deployment", undefined],
])("a manifest's %s/%s %s", (group, version, kind, wanted) => {
  const resource = findKind(served, group, version, kind);
  expect(resource && address(resource)).toBe(wanted);
});
