import type { KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

/** The Namespace of `create namespace`. */
export const namespace = (name: string): KubeObject => ({
  kind: "Namespace",
  apiVersion: "v1",
  metadata: metadataOf(name),
  spec: {},
  status: {},
});
