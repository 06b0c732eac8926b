import { readGroupVersion } from "../../core/names.ts";
import { type KubeObject, kindOf, namespaceOf } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import { createObject } from "../api/write.ts";
import { toStored } from "../kinds/versions.ts";

/** Creates objects as a user would, in the order given; throws for one whose type is not served. */
export function seedObjects(machine: Machine, objects: readonly KubeObject[]): void {
  for (const object of objects) {
    const type = readGroupVersion(String(object.apiVersion ?? ""));
    const kind = machine.types
      .all()
      .find((one) => one.kind === kindOf(object) && one.group === type?.group && one.version === type.version);
    if (!kind)
      throw new Error(`no matches for kind ${JSON.stringify(kindOf(object))} in version "${object.apiVersion}"`);
    const stored = machine.types.stored(kind.key) ?? kind;
    const namespace = kind.namespaced ? namespaceOf(object) || "default" : "";
    createObject(machine, { kind: stored, namespace }, toStored(kind, { ...object, apiVersion: "" }));
  }
}
