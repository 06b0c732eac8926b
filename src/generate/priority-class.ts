import type { KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

export interface PriorityClassWords {
  readonly name: string;
  readonly value: number;
  readonly isDefault: boolean;
  readonly description: string;
  readonly preemptionPolicy: string;
}

/** The PriorityClass of `create priorityclass`. */
export const priorityClass = (words: PriorityClassWords): KubeObject => ({
  kind: "PriorityClass",
  apiVersion: "scheduling.k8s.io/v1",
  metadata: metadataOf(words.name),
  value: words.value,
  ...(words.isDefault ? { globalDefault: true } : {}),
  ...(words.description === "" ? {} : { description: words.description }),
  preemptionPolicy: words.preemptionPolicy,
});
