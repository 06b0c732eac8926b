import { createHash } from "node:crypto";
import { CliError } from "../../core/errors.ts";
import { isObject, type KubeObject, stringMapOf } from "../../core/object.ts";
import { KUBECTL_VERSION } from "../../core/version.ts";
import type { Parent } from "./parent.ts";

// KEP-3659: a parent object keeps in its annotations which types and namespaces the members of the set are in.

const ID = "applyset.kubernetes.io/id";
const TOOLING = "applyset.kubernetes.io/tooling";
const KINDS = "applyset.kubernetes.io/contains-group-kinds";
const NAMESPACES = "applyset.kubernetes.io/additional-namespaces";
/** The label that makes an object a member of a set. */
export const PART_OF = "applyset.kubernetes.io/part-of";

const TOOL = `kubectl/v${KUBECTL_VERSION}`;

/** Where the members of a set are: types as "Kind.group", and namespaces besides the parent's own. */
export interface Contents {
  readonly kinds: readonly string[];
  readonly namespaces: readonly string[];
}

/** The set's id: a hash of what names its parent. */
export function setId({ resource, name, namespace = "" }: Parent): string {
  const text = [name, namespace, resource.kind, resource.group].join(".");
  return `applyset-${createHash("sha256").update(text).digest("base64url")}-v1`;
}

/** What a parent remembers; nothing for one that does not exist yet. Throws kubectl's error for objects that are no parent. */
export function readContents(parent: Parent, live: KubeObject | undefined): Contents {
  if (!live) return { kinds: [], namespaces: [] };
  const annotations = stringMapOf(live, "annotations");
  const labels = stringMapOf(live, "labels");
  const { resource, name } = parent;
  const about = `ApplySet parent object "${resource.plural}.${resource.group}/${name}"`;
  const tool = annotations[TOOLING];
  if (tool === undefined) throw new CliError(`${about} already exists and is missing required annotation "${TOOLING}"`);
  if (!tool.startsWith("kubectl/")) {
    throw new CliError(
      `${about} already exists and is managed by tooling "${tool.split("/")[0]}" instead of "kubectl"`,
    );
  }
  const id = setId(parent);
  if (labels[ID] === undefined) {
    throw new CliError(`${about} exists and does not have required label ${ID}`);
  }
  if (labels[ID] !== id) {
    throw new CliError(`${about} exists and has incorrect value for label "${ID}" (got: ${labels[ID]}, want: ${id})`);
  }
  if (annotations[KINDS] === undefined) {
    throw new CliError(
      `parsing ApplySet annotation on "${resource.plural}.${resource.group}/${name}": kubectl requires the "${KINDS}" annotation to be set on all ApplySet parent objects`,
    );
  }
  return { kinds: words(annotations[KINDS]), namespaces: words(annotations[NAMESPACES] ?? "") };
}

const words = (text: string): string[] => text.split(",").filter((word) => word !== "");

/** What was there and what is wanted, together. */
export const union = (one: Contents, other: Contents): Contents => ({
  kinds: [...new Set([...one.kinds, ...other.kinds])].sort(),
  namespaces: [...new Set([...one.namespaces, ...other.namespaces])].sort(),
});

/** The parent as it is applied. */
export function parentObject(parent: Parent, { kinds, namespaces }: Contents): KubeObject {
  const { resource, name, namespace } = parent;
  const { group, version } = resource;
  const others = namespaces.filter((one) => one !== namespace);
  return {
    kind: resource.kind,
    apiVersion: group === "" ? version : `${group}/${version}`,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { [ID]: setId(parent) },
      annotations: { [NAMESPACES]: others.join(","), [KINDS]: kinds.join(","), [TOOLING]: TOOL },
    },
  };
}

/** The object as a member of the set. */
export function asMember(object: KubeObject, id: string): KubeObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, labels: { ...stringMapOf(object, "labels"), [PART_OF]: id } } };
}
