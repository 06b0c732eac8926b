import type { KubeObject } from "../../core/object.ts";
import { isObject } from "../../core/object.ts";
import { metadataOf, withMetadata } from "../api/metadata.ts";
import { type FieldError, required } from "./field-error.ts";
import { change, fill, inside, specOf, withSpec } from "./fill.ts";
import type { KindRules } from "./kind-rules.ts";

const guarded = (object: KubeObject, finalizer: string): KubeObject => {
  const own = metadataOf(object).finalizers;
  const finalizers = Array.isArray(own) ? own : [];
  return finalizers.includes(finalizer) ? object : withMetadata(object, { finalizers: [...finalizers, finalizer] });
};

export const volumeClaims: KindRules = {
  defaults(object, before) {
    const filled = withSpec(object, fill(specOf(object), { volumeMode: "Filesystem" }));
    return before ? filled : guarded(filled, "kubernetes.io/pvc-protection");
  },
  initialStatus: () => ({ phase: "Pending" }),
  validate(object): FieldError[] {
    const { accessModes, resources } = specOf(object);
    const requests = isObject(resources) && isObject(resources.requests) ? resources.requests : {};
    return [
      ...(Array.isArray(accessModes) && accessModes.length > 0
        ? []
        : [required("spec.accessModes", "at least 1 access mode is required")]),
      ...(requests.storage === undefined ? [required("spec.resources[storage]")] : []),
    ];
  },
};

export const volumes: KindRules = {
  defaults(object, before) {
    const spec = change(
      specOf(object),
      "hostPath",
      inside((one) => fill(one, { type: "" })),
    );
    const filled = withSpec(object, fill(spec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" }));
    return before ? filled : guarded(filled, "kubernetes.io/pv-protection");
  },
  initialStatus: () => ({ phase: "Pending" }),
};

export const storageClasses: KindRules = {
  defaults: (object) => fill(object, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" }),
  validate: ({ provisioner }): FieldError[] => (provisioner ? [] : [required("provisioner")]),
};
