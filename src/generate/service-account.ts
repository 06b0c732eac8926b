import type { KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

/** The ServiceAccount of `create serviceaccount`. */
export const serviceAccount = (name: string): KubeObject => ({
  kind: "ServiceAccount",
  apiVersion: "v1",
  metadata: metadataOf(name),
});
