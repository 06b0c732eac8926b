// Manifests as people keep them in files: those of the transcripts and of the tour.
import { readFileSync } from "node:fs";
import { loadAll } from "js-yaml";

/** @typedef {import("../../../src/core/object.ts").JsonObject} JsonObject */

const FILES = [
  "scripts/tour/shop.yaml",
  ...["shop", "workloads", "services", "exposable", "pods"].map((name) => `test/parity/fixtures/${name}.yaml`),
];
/** What is not in a namespace, or not one object, stays out. */
const LEFT_OUT = ["Namespace", "CustomResourceDefinition", "List"];

/** One after the other, each in the namespace of the run and under a name of its own. @type {readonly ((name: string) => JsonObject)[]} */
export const REAL = FILES.flatMap((file) => /** @type {JsonObject[]} */ (loadAll(readFileSync(file, "utf8"))))
  .filter((manifest) => manifest && !LEFT_OUT.includes(String(manifest.kind)))
  .map((manifest) => (name) => {
    const { namespace: _, ...metadata } = /** @type {JsonObject} */ (manifest.metadata);
    return { ...manifest, metadata: { ...metadata, name } };
  });
