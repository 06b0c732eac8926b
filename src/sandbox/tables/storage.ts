import { isObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { countAt, objectAge, textAt, textsAt, valueAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};

const modes = (values: readonly string[]): string =>
  Object.keys(MODES)
    .filter((one) => values.includes(one))
    .map((one) => MODES[one])
    .join(",");

const storageClass = (object: KubeObject): string =>
  stringMapOf(object, "annotations")["volume.beta.kubernetes.io/storage-class"] ??
  textAt(object, "spec", "storageClassName");

export const volumeClaims: Cells = (claim, now) => {
  const isBound = textAt(claim, "spec", "volumeName") !== "";
  return [
    nameOf(claim),
    textAt(claim, "metadata", "deletionTimestamp") ? "Terminating" : textAt(claim, "status", "phase"),
    textAt(claim, "spec", "volumeName"),
    isBound ? textAt(claim, "status", "capacity", "storage") : "",
    isBound ? modes(textsAt(claim, "status", "accessModes")) : "",
    storageClass(claim),
    textAt(claim, "spec", "volumeAttributesClassName") || "<unset>",
    objectAge(claim, now),
    textAt(claim, "spec", "volumeMode") || "<unset>",
  ];
};

export const volumes: Cells = (volume, now) => {
  const claim = valueAt(volume, "spec", "claimRef");
  return [
    nameOf(volume),
    textAt(volume, "spec", "capacity", "storage"),
    modes(textsAt(volume, "spec", "accessModes")),
    textAt(volume, "spec", "persistentVolumeReclaimPolicy"),
    textAt(volume, "metadata", "deletionTimestamp") ? "Terminating" : textAt(volume, "status", "phase"),
    isObject(claim) ? `${claim.namespace}/${claim.name}` : "",
    storageClass(volume),
    textAt(volume, "spec", "volumeAttributesClassName") || "<unset>",
    textAt(volume, "status", "reason"),
    objectAge(volume, now),
    textAt(volume, "spec", "volumeMode") || "<unset>",
  ];
};

const DEFAULT_CLASS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

export const storageClasses: Cells = (object, now) => {
  const annotations = stringMapOf(object, "annotations");
  const isDefault = DEFAULT_CLASS.some((one) => annotations[one] === "true");
  return [
    isDefault ? `${nameOf(object)} (default)` : nameOf(object),
    textAt(object, "provisioner"),
    textAt(object, "reclaimPolicy") || "Delete",
    textAt(object, "volumeBindingMode") || "Immediate",
    valueAt(object, "allowVolumeExpansion") === true,
    objectAge(object, now),
  ];
};

export const csiNodes: Cells = (object, now) => [
  nameOf(object),
  countAt(object, "spec", "drivers"),
  objectAge(object, now),
];
