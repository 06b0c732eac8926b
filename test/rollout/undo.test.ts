import { describe, expect, test } from "vitest";
import { changePatch } from "../../src/rollout/change.ts";
import { historyTable, objectAt, revisionsOf } from "../../src/rollout/revisions.ts";
import { revisionToRestore, undoPatch } from "../../src/rollout/undo.ts";

const set = (number: number, image: string, uid = "u") => ({
  metadata: {
    name: `web-${number}`,
    annotations: { "deployment.kubernetes.io/revision": String(number), "kubernetes.io/change-cause": image },
    ownerReferences: [{ controller: true, uid }],
  },
  spec: { template: { metadata: { labels: { app: "web", "pod-template-hash": "h" } }, spec: { image } } },
});
const web = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", uid: "u", annotations: { "deployment.kubernetes.io/revision": "10", own: "gone" } },
  spec: { template: { metadata: { labels: { app: "web" } }, spec: { image: "b" } } },
};
const revisions = revisionsOf("Deployment", web, [set(10, "b"), set(2, "a"), set(3, "x", "other")] as never);
const first = revisionToRestore("Deployment", web, revisions, 2);

describe("revisions", () => {
  test("are those of the object, the oldest first", () =>
    expect(historyTable(revisions)).toBe("REVISION  CHANGE-CAUSE\n2         a\n10        b\n"));

  test("of a controller revision keep the keys' order of the object", () => {
    const holder = { revision: 1, data: { spec: { template: { $patch: "replace", a: 1, b: 2 } } } };
    const owner = { ...holder, metadata: { ownerReferences: [{ controller: true, uid: "u" }] } };
    const object = { ...web, spec: { template: { b: 0, a: 0 } } };
    const [one] = revisionsOf("StatefulSet", object, [owner] as never);
    const shown = objectAt("StatefulSet", object, one as never) as typeof object;
    expect(Object.keys(shown.spec.template)).toEqual(["b", "a"]);
  });

  test("that are not there are refused", () => {
    expect(() => revisionToRestore("Deployment", web, revisions, 7)).toThrow("unable to find specified revision 7");
    expect(() => revisionToRestore("Deployment", web, [], 0)).toThrow('no rollout history found for deployment "web"');
    expect(() => revisionToRestore("DaemonSet", web, [], 0)).toThrow("no last revision to roll back to");
  });
});

describe("undoPatch", () => {
  test("takes the template without its hash, and the annotations of that time", () =>
    expect(undoPatch("Deployment", web, first)?.patch).toEqual([
      {
        op: "replace",
        path: "/spec/template",
        value: { metadata: { labels: { app: "web" } }, spec: { image: "a" } },
      },
      {
        op: "replace",
        path: "/metadata/annotations",
        value: { "deployment.kubernetes.io/revision": "10", "kubernetes.io/change-cause": "a" },
      },
    ]));

  test("is none where nothing would change", () =>
    expect(undoPatch("Deployment", web, revisionToRestore("Deployment", web, revisions, 10))).toBeUndefined());
});

describe("changePatch", () => {
  const now = "2026-01-01T00:00:00Z";
  const paused = { ...web, spec: { ...web.spec, paused: true } };
  test.each([
    ["pause", web, { spec: { paused: true } }],
    ["resume", paused, { spec: { paused: null } }],
    [
      "restart",
      web,
      { spec: { template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": now } } } } },
    ],
  ] as const)("%s", (verb, object, patch) => expect(changePatch(verb, object, "deployments.apps", now)).toEqual(patch));

  test.each([
    ["pause", paused, 'error: deployments.apps "web" is already paused'],
    ["resume", web, 'error: deployments.apps "web" is not paused'],
    ["restart", paused, `error: deployments.apps "web" can't restart paused deployment (run rollout resume first)`],
    ["pause", { ...web, kind: "DaemonSet" }, 'error: deployments.apps "web" pausing is not supported'],
  ] as const)("%s is refused", (verb, object, message) =>
    expect(() => changePatch(verb, object, "deployments.apps", now)).toThrow(message),
  );
});
