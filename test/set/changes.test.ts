import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/object.ts";
import { readImageWords, setImages } from "../../src/set/image.ts";
import { withPodSpec } from "../../src/set/pod-spec.ts";
import { readRequirements, setRequirements } from "../../src/set/requirements.ts";
import { readLabelSelector, withSelector } from "../../src/set/selector.ts";
import { checkSubjects, withSubjects } from "../../src/set/subjects.ts";

describe("the pod spec of an object", () => {
  const spec = { containers: [{ name: "app" }] };
  const template = { template: { spec } };
  test.each<[string, string, JsonObject]>([
    ["v1", "Pod", spec],
    ["v1", "ReplicationController", template],
    ["apps/v1", "Deployment", template],
    ["apps/v1", "DaemonSet", template],
    ["apps/v1", "StatefulSet", template],
    ["apps/v1beta2", "ReplicaSet", template],
    ["extensions/v1beta1", "Deployment", template],
    ["batch/v1", "Job", template],
    ["batch/v1beta1", "CronJob", { jobTemplate: { spec: template } }],
  ])("%s %s", (apiVersion, kind, whole) => {
    const object = { apiVersion, kind, spec: whole };
    const before = JSON.stringify(object);
    const changed = withPodSpec(object, (one) => void setImages(one, new Map([["app", "a:2"]])));
    expect(JSON.stringify(changed)).toBe(before.replace('"name":"app"', '"name":"app","image":"a:2"'));
    expect(JSON.stringify(object)).toBe(before);
  });

  test.each([
    ["v1", "ConfigMap", "*v1.ConfigMap"],
    ["example.com/v2", "Deployment", "*v2.Deployment"],
    ["v1", "PodTemplate", "*v1.PodTemplate"],
  ])("%s %s has none", (apiVersion, kind, type) => {
    expect(() => withPodSpec({ apiVersion, kind }, () => undefined)).toThrow(
      `the object is not a pod or does not have a pod template: ${type}`,
    );
  });
});

describe("images", () => {
  test("words", () => {
    expect(readImageWords(["deployment", "web", "=x", "a=b=c", "a=d"])).toEqual({
      resources: ["deployment", "web", "=x"],
      images: new Map([["a", "d"]]),
    });
    expect(() => readImageWords(["a/b", "x=y", "c", "d"])).toThrow(
      "all resources must be specified before image changes: c",
    );
  });

  test("init containers, all containers, and names that none has", () => {
    const spec = () => ({ initContainers: [{ name: "i" }], containers: [{ name: "a" }, { name: "b" }] });
    const [some, all] = [spec(), spec()];
    expect(
      setImages(
        some,
        new Map([
          ["i", "1"],
          ["no", "2"],
          ["b", "3"],
        ]),
      ),
    ).toEqual(["no"]);
    expect(some).toEqual({
      initContainers: [{ name: "i", image: "1" }],
      containers: [{ name: "a" }, { name: "b", image: "3" }],
    });
    expect(setImages(all, new Map([["*", "x"]]))).toEqual([]);
    expect(JSON.stringify(all).match(/"image":"x"/g)).toHaveLength(3);
  });
});

describe("limits and requests", () => {
  test.each([
    ["cpu", "Invalid argument syntax cpu, expected <resource>=<value>"],
    ["cpu=1,", "Invalid argument syntax , expected <resource>=<value>"],
    ["cpu=1=2", "Invalid argument syntax cpu=1=2, expected <resource>=<value>"],
    ["cpu=abc", "quantities must match the regular expression"],
  ])("%s is refused", (text, wanted) => expect(() => readRequirements(text)).toThrow(wanted));

  test("are added to those that are there", () => {
    const container: JsonObject = { resources: { limits: { cpu: "1", memory: "1Gi" } } };
    setRequirements(container, { limits: readRequirements("cpu=2000m"), requests: readRequirements("") });
    expect(container).toEqual({ resources: { limits: { cpu: "2", memory: "1Gi" } } });
  });
});

describe("selectors", () => {
  const service = { apiVersion: "v1", kind: "Service", spec: { selector: { old: "1" }, type: "ClusterIP" } };
  test.each([
    ["a=b,c==d", { a: "b", c: "d" }],
    ["a=", { a: "" }],
  ])("%s", (text, selector) => {
    expect(withSelector(service, readLabelSelector(text)).spec).toEqual({ selector, type: "ClusterIP" });
  });

  test("an empty one removes it", () =>
    expect(withSelector(service, readLabelSelector("")).spec).toEqual({ type: "ClusterIP" }));

  test.each([
    ["a in (b,c),d", "match expression [{a In [b c]} {d Exists []}] not supported on this object"],
    ["!a", "match expression [{a DoesNotExist []}] not supported on this object"],
    ["a!=b", '"!=" is not a valid label selector operator'],
    ["a>1", `"gt" isn't supported in label selectors`],
    ["=b", `couldn't parse the selector string "=b": found '=', expected: !, identifier, or 'end of string'`],
  ])("%s is refused", (text, wanted) => {
    expect(() => withSelector(service, readLabelSelector(text))).toThrow(wanted);
  });

  test("are for services alone", () =>
    expect(() => withSelector({ ...service, kind: "Pod" }, readLabelSelector("a=b"))).toThrow(
      "setting a selector is only supported for Services",
    ));
});

describe("subjects", () => {
  const apiVersion = "rbac.authorization.k8s.io/v1";
  const binding = {
    apiVersion,
    kind: "RoleBinding",
    subjects: [{ kind: "User", apiGroup: apiVersion.slice(0, -3), name: "a" }],
  };
  const words = { user: [] as string[], group: [] as string[], serviceaccount: [] as string[] };

  test("are added sorted, each once; accounts without a namespace are of the current one", () => {
    const wanted = { user: ["z", "a", "b,c", "z"], group: ["g"], serviceaccount: ["n:s", ":own"] };
    const { subjects } = withSubjects(binding, wanted, "here") as { subjects: JsonObject[] };
    expect(subjects.map(({ kind, name, namespace = "" }) => `${kind} ${name} ${namespace}`)).toEqual([
      "User a ",
      "User b,c ",
      "User z ",
      "Group g ",
      "ServiceAccount own here",
      "ServiceAccount s n",
    ]);
  });

  test.each([
    ["RoleBinding", [], "you must specify at least one value of user, group or serviceaccount"],
    ["RoleBinding", ["a"], "serviceaccount must be <namespace>:<name>"],
    ["RoleBinding", ["a:b:c"], "serviceaccount must be <namespace>:<name>"],
    ["RoleBinding", ["a:"], "serviceaccount must be <namespace>:<name>"],
    ["ClusterRoleBinding", [":b"], "serviceaccount must be <namespace>:<name>, namespace must be specified"],
  ])("a %s for %j is refused", (kind, serviceaccount, wanted) => {
    expect(() => checkSubjects({ ...words, serviceaccount }, [{ apiVersion, kind }])).toThrow(wanted);
  });

  test("are for bindings alone", () =>
    expect(() => withSubjects({ apiVersion, kind: "Role" }, { ...words, user: ["u"] }, "x")).toThrow(
      "setting subjects is only supported for RoleBinding/ClusterRoleBinding",
    ));
});
