import { describe, expect, test } from "vitest";
import type { Json } from "../../src/core/object.ts";
import { decodeTyped, goTypeName, isKnown, typed } from "../../src/typed/objects.ts";

const pod = (spec: Json, more: Record<string, Json> = {}) => ({ apiVersion: "v1", kind: "Pod", spec, ...more });
const withContainer = (container: Record<string, Json>) => pod({ containers: [{ name: "app", ...container }] });
const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing was thrown";
};

describe("an object takes the form of its Go type", () => {
  test("fields in Go's order, zero values where Go writes them, unknown fields gone", () => {
    const object = pod({ nope: 1, containers: [{ image: "a", name: "app", bogus: 2, args: [], env: null }] });
    expect(JSON.stringify(typed(object))).toBe(
      '{"kind":"Pod","apiVersion":"v1","metadata":{},"spec":{"containers":[{"name":"app","image":"a","resources":{}}]},"status":{}}',
    );
  });

  test.each<[string, Json, Json]>([
    ["quantities are shortened", { limits: { memory: "1024Mi", cpu: 1 } }, { limits: { cpu: "1", memory: "1Gi" } }],
    ["and a null one is zero", { limits: { cpu: null } }, { limits: { cpu: "0" } }],
  ])("%s", (_, resources, wanted) => {
    const { spec } = typed(withContainer({ resources })) as { spec: { containers: { resources: Json }[] } };
    expect(JSON.stringify(spec.containers[0]?.resources)).toBe(JSON.stringify(wanted));
  });

  test("embedded structs, ports that are names or numbers, pointers to zero", () => {
    const probe = { initialDelaySeconds: 0, httpGet: { port: "http" }, terminationGracePeriodSeconds: 0 };
    const { spec } = typed(withContainer({ livenessProbe: probe })) as { spec: { containers: Json[] } };
    expect(spec.containers[0]).toEqual({
      name: "app",
      livenessProbe: { httpGet: { port: "http" }, terminationGracePeriodSeconds: 0 },
      resources: {},
    });
  });

  test("times are in UTC, those without a value null, or gone where Go leaves zero out", () => {
    const status = { startTime: "2024-01-02T03:04:05+02:00", conditions: [{}] };
    const written = typed(pod({ containers: [] }, { status, metadata: { creationTimestamp: null } }));
    expect(written.status).toEqual({
      conditions: [{ type: "", status: "", lastProbeTime: null, lastTransitionTime: null }],
      startTime: "2024-01-02T01:04:05Z",
    });
    expect(written.metadata).toEqual({});
  });

  test("a second time changes nothing", () => {
    const once = typed(withContainer({ resources: { limits: { cpu: "0.5" } }, ports: [{}] }));
    expect(JSON.stringify(typed(once))).toBe(JSON.stringify(once));
  });

  test("kinds that are known by name alone stay as they are", () => {
    const claim = { apiVersion: "resource.k8s.io/v1beta1", kind: "ResourceClaim", spec: 5 };
    expect(typed(claim)).toBe(claim);
  });
});

const CANNOT = "json: cannot unmarshal";

test.each<[Json, string]>([
  [withContainer({ image: 5 }), `${CANNOT} number into Go struct field Container.spec.containers.image of type string`],
  [pod({ containers: {} }), `${CANNOT} object into Go struct field PodSpec.spec.containers of type []v1.Container`],
  [pod({ containers: ["a"] }), `${CANNOT} string into Go struct field PodSpec.spec.containers of type v1.Container`],
  [
    withContainer({ imagePullPolicy: true }),
    `${CANNOT} bool into Go struct field Container.spec.containers.imagePullPolicy of type v1.PullPolicy`,
  ],
  [
    withContainer({ ports: [{ containerPort: 8.5 }] }),
    `${CANNOT} number 8.5 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32`,
  ],
  [
    withContainer({ resources: { limits: [] } }),
    `${CANNOT} array into Go struct field ResourceRequirements.spec.containers.resources.limits of type v1.ResourceList`,
  ],
  [
    pod({ volumes: [{ name: "d", configMap: { name: 7 } }] }),
    `${CANNOT} number into Go struct field ConfigMapVolumeSource.spec.volumes.VolumeSource.configMap.LocalObjectReference.name of type string`,
  ],
  [
    { apiVersion: "v1", kind: "Secret", data: { a: 7 } },
    `${CANNOT} number into Go struct field Secret.data of type []uint8`,
  ],
  [{ apiVersion: "v1", kind: "Secret", data: { a: "YW=j" } }, "illegal base64 data at input byte 2"],
  [{ apiVersion: "v1" }, `Object 'Kind' is missing in '{"apiVersion":"v1"}'`],
  [{ kind: "Pod" }, `Object 'apiVersion' is missing in '{"kind":"Pod"}'`],
  [{ apiVersion: "a/b/c", kind: "Pod" }, "unexpected GroupVersion string: a/b/c"],
  [
    { apiVersion: "example.com/v1", kind: "Widget" },
    'no kind "Widget" is registered for version "example.com/v1" in scheme "pkg/runtime/scheme.go:111"',
  ],
])("%j is refused in the decoder's words", (document, wanted) => {
  expect(message(() => decodeTyped(document))).toBe(wanted);
});

test("a quantity, port or time that is none ends the reading; else the first mistake is told, in the text's order", () => {
  const both = { name: 5, resources: { limits: { cpu: "abc" } } };
  expect(message(() => decodeTyped(pod({ containers: [both] })))).toMatch(/^quantities must match/);
  const spec = { nodeName: 7, containers: [{ name: 5 }] };
  expect(message(() => decodeTyped(pod(spec)))).toContain("Container.spec.containers.name");
  expect(message(() => decodeTyped(pod(spec), "{}"))).toContain("PodSpec.spec.nodeName");
});

describe("lists", () => {
  const list = (...items: Json[]) => ({ apiVersion: "v1", kind: "List", items });
  const named = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { name } });

  test("give their items, lists in lists included", () => {
    const { objects, isList } = decodeTyped(list(named("a"), list(named("b"))));
    expect([objects.map(({ metadata }) => metadata), isList]).toEqual([[{ name: "a" }, { name: "b" }], true]);
  });

  test("of one kind need not name it again", () => {
    const { objects } = decodeTyped({ apiVersion: "apps/v1", kind: "DeploymentList", items: [{}] });
    expect([objects[0]?.kind, objects[0]?.apiVersion]).toEqual(["Deployment", "apps/v1"]);
  });

  test("with a bad item give none", () => {
    const { objects, errors } = decodeTyped(list(named("a"), { apiVersion: "v1", kind: "Nope" }, 5));
    expect([objects, errors.length, errors[0]?.prefix]).toEqual([[], 2, ""]);
  });
});

test("names of kinds", () => {
  expect(goTypeName({ apiVersion: "apps/v1", kind: "Deployment" })).toBe("*v1.Deployment");
  expect([isKnown("v1", "Pod"), isKnown("v1", "Nope"), isKnown("apps/v1", "DeploymentList")]).toEqual([
    true,
    false,
    true,
  ]);
});
