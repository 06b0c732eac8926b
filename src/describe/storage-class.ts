import type { JsonObject } from "../core/object.ts";
import { part, text } from "./fields.ts";

/** The annotation that named a class before the field did. */
const CLASS = "volume.beta.kubernetes.io/storage-class";

/** The storage class of a claim or of a volume. */
export const storageClass = (object: JsonObject): string =>
  text(part(part(object, "metadata"), "annotations")[CLASS]) || text(part(object, "spec").storageClassName);
