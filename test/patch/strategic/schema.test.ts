import { expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../../src/core/object.ts";
import { localSchemaOf } from "../../../src/patch/strategic/local.ts";
import { openApiType, takesStrategicPatch } from "../../../src/patch/strategic/openapi.ts";
import { schemaOf } from "../../../src/patch/strategic/schema.ts";
import { KINDS, TYPES } from "../../../src/patch/strategic/table.ts";
import { lookUp, type PatchField, type PatchType } from "../../../src/patch/strategic/type.ts";
import { recordedDocuments } from "../../../src/sandbox/schema/documents.ts";
import { outcome } from "../outcome.ts";

const documents = await recordedDocuments();

const kinds = KINDS.trim()
  .split("\n")
  .flatMap((line) => {
    const [apiVersion = "", ...words] = line.split(" ");
    return words.map((word) => [apiVersion, word.replace(/:.*/, "")] as const);
  });

const FIELDS = [...new Set(TYPES.match(/[\w$-]+(?=[:|+!\s])/g))];

/** From whichever document holds it: kinds of subresources stand with the resource. */
function typeIn(apiVersion: string, kind: string): PatchType | undefined {
  const [version = "", group = ""] = apiVersion.split("/").reverse();
  for (const document of documents.values()) {
    const type = openApiType(document, { group, version, kind });
    if (type) return type;
  }
  return undefined;
}

const strategy = ({ isMerged, isReplaced, retainsKeys, mergeKey }: PatchField) =>
  [isMerged && "merge", isReplaced && "replace", retainsKeys && "retainKeys", mergeKey].filter(Boolean).join(",");

/** Every field below a type that has a strategy, each type once. */
function strategies(type: PatchType, path: string, seen: Set<string>, found: Record<string, string>): void {
  if (seen.has(type.name) || type.name === "object") return;
  seen.add(type.name);
  for (const name of FIELDS) {
    const field = type.field(name);
    if (!field) continue;
    if (strategy(field)) found[`${path}.${name}`] = strategy(field);
    strategies(field.type, `${path}.${name}`, seen, found);
  }
}

const listOf = (type: PatchType): Record<string, string> => {
  const found: Record<string, string> = {};
  strategies(type, "", new Set(), found);
  return found;
};

test.each(kinds)("%s %s: the table says what the server's OpenAPI document says", (apiVersion, kind) => {
  const type = typeIn(apiVersion, kind);
  expect(listOf(schemaOf(apiVersion, kind) as PatchType)).toEqual(listOf(type as PatchType));
  expect(listOf(type as PatchType)).toHaveProperty([".metadata.finalizers"]);
});

test("the table is small", () => {
  expect(KINDS.length + TYPES.length).toBeLessThan(15_000);
});

const path = (type: PatchType | undefined, ...names: string[]): PatchField | undefined => {
  const [name = "", ...rest] = names;
  const field = type?.field(name);
  return rest.length === 0 ? field : path(field?.type, ...rest);
};

test("fields of a deployment", () => {
  const deployment = schemaOf("apps/v1", "Deployment");
  const containers = path(deployment, "spec", "template", "spec", "containers");
  expect(containers).toMatchObject({ isMerged: true, mergeKey: "name", isReplaced: false, retainsKeys: false });
  expect(containers?.type.name).toBe("Container");
  expect(path(containers?.type, "ports")).toMatchObject({ isMerged: true, mergeKey: "containerPort" });
  expect(path(deployment, "spec", "strategy")).toMatchObject({ isMerged: false, retainsKeys: true });
  expect(path(deployment, "spec", "template", "spec", "volumes")).toMatchObject({ isMerged: true, retainsKeys: true });
  expect(path(deployment, "spec", "template", "spec", "tolerations")).toMatchObject({ isMerged: false });
  expect(path(deployment, "metadata", "finalizers")).toMatchObject({ isMerged: true });
  expect(path(deployment, "metadata", "finalizers")).not.toHaveProperty("mergeKey");
});

test.each<[string, string, string | undefined]>([
  ["apps/v1", "Deployment", "Deployment"],
  ["apps/v1", "Gadget", undefined],
  ["apps/v9", "Deployment", undefined],
  ["example.com/v1", "Deployment", undefined],
  ["autoscaling/v1", "HorizontalPodAutoscaler", "HorizontalPodAutoscaler"],
  ["v1", "Event", "Event"],
  ["v1", "constructor", undefined],
])("%s %s", (apiVersion, kind, name) => {
  expect(schemaOf(apiVersion, kind)?.name).toBe(name);
});

// Observed with `kubectl patch --local`.
test.each<[string, string, boolean]>([
  ["apps/v1", "Deployment", true],
  ["apps/v1beta1", "Deployment", true],
  ["apps/v1beta2", "ReplicaSet", true],
  ["apps/v9", "Deployment", false],
  ["extensions/v1beta1", "Deployment", true],
  ["extensions/v1beta1", "Ingress", true],
  ["extensions/v1beta1", "NetworkPolicy", true],
  ["extensions/v1beta1", "Pod", false],
  ["batch/v1beta1", "CronJob", true],
  ["autoscaling/v2", "HorizontalPodAutoscaler", true],
  ["autoscaling/v2beta2", "HorizontalPodAutoscaler", false],
  ["policy/v1beta1", "PodDisruptionBudget", true],
  ["policy/v1beta1", "PodSecurityPolicy", false],
  ["resource.k8s.io/v1beta2", "DeviceClass", true],
  ["apiextensions.k8s.io/v1", "CustomResourceDefinition", false],
  ["apiregistration.k8s.io/v1", "APIService", false],
  ["v1", "Pod", true],
  ["example.com/v1", "Foo", false],
])("kubectl knows %s %s by itself: %s", (apiVersion, kind, isKnown) => {
  expect(localSchemaOf(apiVersion, kind) !== undefined).toBe(isKnown);
});

test("a field that a type lacks", () => {
  const type = schemaOf("v1", "Pod") as PatchType;
  expect(outcome(() => lookUp(lookUp(type, "spec").type, "nope").mergeKey as Json)).toEqual({
    error: 'unable to find api field in struct PodSpec for the json field "nope"',
  });
  expect(lookUp(type, "SPEC").type.name).toBe("PodSpec");
  expect(type.field("constructor")).toBeUndefined();
});

test("which kinds a server takes strategic patches of", () => {
  const document = documents.get("apis/apps/v1") as JsonObject;
  const plain = (kind: string) => ({ group: "apps", version: "v1", kind });
  expect(takesStrategicPatch(document, plain("Deployment"))).toBe(true);
  expect(takesStrategicPatch(document, plain("Gadget"))).toBe(false);
  expect(takesStrategicPatch({}, plain("Deployment"))).toBe(false);
  expect(isObject(document.paths)).toBe(true);
});

test("a document with types written in place, references in circles and hostile names", () => {
  const document = JSON.parse(`{"components":{"schemas":{
    "io.example.Loop":{"x-kubernetes-group-version-kind":[{"group":"e.io","version":"v1","kind":"Loop"}],
      "properties":{"next":{"$ref":"#/components/schemas/io.example.Loop"},"__proto__":{"type":"string"},
        "inner":{"properties":{"list":{"type":"array","items":{"type":"string"},"x-kubernetes-patch-strategy":"merge"}}}}}}}}`);
  const type = openApiType(document as JsonObject, { group: "e.io", version: "v1", kind: "Loop" });
  expect(path(type, "next", "next", "next")?.type.name).toBe("Loop");
  expect(path(type, "inner", "list")).toMatchObject({ isMerged: true });
  expect(path(type, "inner", "nope")).toBeUndefined();
  expect(openApiType({}, { group: "", version: "v1", kind: "Pod" })).toBeUndefined();
});
