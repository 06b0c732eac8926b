import { describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { readArgs } from "../../src/resources/args.ts";
import { lookup, planTargets, type Scope } from "../../src/resources/plan.ts";
import { gvrText, kindName, type Target, typeName } from "../../src/resources/target.ts";
import { address, served } from "./served.ts";

const scope: Scope = {
  ...{ namespace: "default", allNamespaces: false, labelSelector: "", fieldSelector: "", subresource: "" },
  bareTypes: true,
};

const shown = (target: Target): string =>
  [target.namespace ?? "*", address(target.resource), target.name, target.subresource, target.labelSelector]
    .filter((part) => part)
    .join(" ");

async function plan(line: string, changes: Partial<Scope> = {}): Promise<{ targets: string[]; warnings: string[] }> {
  const warnings: string[] = [];
  const knowledge = { served: async () => served, warn: (text: string) => void warnings.push(text) };
  const targets = await planTargets(readArgs(line.split(" "), "kubectl"), { ...scope, ...changes }, knowledge);
  return { targets: targets.map(shown), warnings };
}

const all = [
  "v1 pods",
  "v1 services",
  "apps/v1 deployments",
  "batch/v1 cronjobs",
  "batch/v1 jobs",
  "batch/v1beta1 oldjobs",
];

describe("what to ask for, in order", () => {
  test.each<[string, Partial<Scope>, string[]]>([
    ["pods", {}, ["default v1 pods"]],
    ["nodes", {}, ["* v1 nodes"]],
    ["pods", { allNamespaces: true }, ["* v1 pods"]],
    ["pods", { labelSelector: "a=b" }, ["default v1 pods a=b"]],
    ["svc,po,services", {}, ["default v1 services", "default foo.io/v1alpha1 po"]],
    ["all", {}, all.map((one) => `default ${one}`)],
    [
      "svc,all",
      {},
      ["default v1 services", ...all.filter((one) => one !== "v1 services").map((one) => `default ${one}`)],
    ],
    ["pods x y", { namespace: "n" }, ["n v1 pods x", "n v1 pods y"]],
    ["pods,nodes x", {}, ["default v1 pods x", "* v1 nodes x"]],
    ["pods x x", {}, ["default v1 pods x", "default v1 pods x"]],
    ["svc/a nodes/b", {}, ["default v1 services a", "* v1 nodes b"]],
    ["pods x", { subresource: "status" }, ["default v1 pods x status"]],
    [
      "ex",
      {},
      ["default example.com/v1beta1 widgets", "* example.com/v1 foos", "default other.example.com/v1 widgets"],
    ],
    ["one x y", {}, ["default foo.io/v1alpha1 solos x", "default foo.io/v1alpha1 solos y"]],
    ["svc,services x", {}, ["default v1 services x", "default v1 services x"]],
    ["svc,svc x", {}, ["default v1 services x"]],
    ["nodes/x", { allNamespaces: true }, ["* v1 nodes x"]],
  ])("%s %o", async (line, changes, targets) => expect((await plan(line, changes)).targets).toEqual(targets));

  test("no words ask for nothing", async () => {
    const knowledge = { served: async () => served, warn: () => undefined };
    expect(await planTargets({ form: "none" }, scope, knowledge)).toEqual([]);
  });
});

test("a short name with two meanings is warned about", async () => {
  const warning = 'short name "deploy" could also match lower priority resource deployments.foo.io';
  expect((await plan("deploy")).warnings).toEqual([warning]);
  for (const line of ["deploy x y", "deploy/x", "deploy/x deploy/y", "deploy,svc x"]) {
    expect((await plan(line)).warnings).toEqual([warning]);
  }
  expect((await plan("deploy. x")).warnings).toEqual([warning]);
  expect((await plan("deploy.apps,svc")).warnings).toEqual([]);
});

const UNKNOWN = (word: string) => `the server doesn't have a resource type "${word}"`;

describe("what kubectl refuses", () => {
  test.each<[string, Partial<Scope>, string]>([
    ["nosuch", {}, UNKNOWN("nosuch")],
    ["svc,nosuch", {}, UNKNOWN("nosuch")],
    ["pods,", {}, UNKNOWN("")],
    ["deployments.v2.apps", {}, UNKNOWN("deployments")],
    ["all.apps", {}, UNKNOWN("all")],
    ["all/x", {}, UNKNOWN("all")],
    ["svc/x nosuch/y", {}, UNKNOWN("nosuch")],
    ["pods,all x", {}, UNKNOWN("all")],
    ["nosuch x", { allNamespaces: true }, UNKNOWN("nosuch")],
    ["ex x", {}, "you must specify only one resource"],
    [
      "pods,svc x",
      { labelSelector: "a" },
      "selectors and the all flag cannot be used when passing resource/name arguments",
    ],
    ["all x", {}, "you must specify only one resource"],
    ["pods x", { labelSelector: "a" }, "name cannot be provided when a selector is specified"],
    ["pods x", { fieldSelector: "a=b" }, "name cannot be provided when a selector is specified"],
    ["pods x", { allNamespaces: true }, "a resource cannot be retrieved by name across all namespaces"],
    ["pods/x", { allNamespaces: true }, "a resource cannot be retrieved by name across all namespaces"],
    [
      "pods/x",
      { labelSelector: "a" },
      "selectors and the all flag cannot be used when passing resource/name arguments",
    ],
    ["pods", { subresource: "status" }, "subresource cannot be used when bulk resources are specified"],
    ["pods", { bareTypes: false }, "resource(s) were provided, but no name was specified"],
  ])("%s %o", async (line, changes, message) => {
    await expect(plan(line, changes)).rejects.toThrow(new CliError(message));
  });
});

test("an unknown word is looked for once more in what the server serves now", async () => {
  const asked: boolean[] = [];
  const find = lookup(async (fresh = false) => {
    asked.push(fresh);
    return fresh ? served : { groups: [], resources: [] };
  });
  expect(address(await find("pods"))).toBe("v1 pods");
  expect(asked).toEqual([false, true]);
});

test("types are named with their group where they have one", () => {
  const [pods, deployments] = ["v1 pods", "apps/v1 deployments"].map((wanted) => {
    const resource = served.resources.find((one) => address(one) === wanted);
    return resource && [typeName(resource), kindName(resource), gvrText(resource)];
  });
  expect(pods).toEqual(["pods", "pod", "/v1, Resource=pods"]);
  expect(deployments).toEqual(["deployments.apps", "deployment.apps", "apps/v1, Resource=deployments"]);
});
