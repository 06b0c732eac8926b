import { isEqual } from "../../core/json/equal.ts";
import {
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  nameOf,
  namespaceOf,
  stringMapOf,
} from "../../core/object.ts";
import type { ClusterApi } from "./controller.ts";
import { mapOf, ownedBy, ownerReference, specOf } from "./owned.ts";
import { templateHash } from "./template-hash.ts";

const REVISIONS = "controllerrevisions.apps";

export const numberOf = (revision: KubeObject): number => Number(revision.revision ?? 0);
const templateOf = (owner: KubeObject): JsonObject => ({ ...mapOf(specOf(owner).template), $patch: "replace" });

/** The pod template a revision remembers. */
export function rememberedTemplate(revision: KubeObject): JsonObject {
  const { $patch: _, ...template } = mapOf(mapOf(mapOf(revision.data).spec).template);
  return template;
}

/** An owner's revisions, oldest first, with one for its present template: made when there is none, the newest always. */
export function revisionsOf(api: ClusterApi, owner: KubeObject, hashLabel: string): KubeObject[] {
  const known = [...ownedBy(api, REVISIONS, owner)].sort((a, b) => numberOf(a) - numberOf(b));
  const data = { spec: { template: templateOf(owner) } };
  const same = known.find((one) => isEqual(one.data, data));
  const highest = known.at(-1);
  if (same && same === highest) return known;
  const revision = (highest ? numberOf(highest) : 0) + 1;
  const current = same
    ? api.update(REVISIONS, { ...same, revision })
    : api.create(REVISIONS, fresh(owner, { data: inOrder(data), revision }, hashLabel));
  return [...known.filter((one) => one !== same), current];
}

/** With sorted keys, as the real one: kubectl compares it byte for byte. */
function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key] as Json)]));
}

function fresh(owner: KubeObject, content: JsonObject, hashLabel: string): KubeObject {
  const hash = templateHash(content.data as JsonObject);
  const { annotations } = mapOf(owner.metadata);
  return {
    ...content,
    metadata: {
      name: `${nameOf(owner)}-${hash}`,
      namespace: namespaceOf(owner),
      labels: { ...stringMapOf(mapOf(specOf(owner).template), "labels"), [hashLabel]: hash },
      ...(annotations ? { annotations } : {}),
      ownerReferences: [ownerReference(owner)],
    },
  };
}

/** Of the revisions that no pod has only the last few are kept. */
export function forgetRevisions(
  api: ClusterApi,
  owner: KubeObject,
  revisions: readonly KubeObject[],
  isLive: (revision: KubeObject) => boolean,
): void {
  const most = Number(specOf(owner).revisionHistoryLimit ?? 10);
  const idle = revisions.filter((one) => !isLive(one));
  for (const one of idle.slice(0, Math.max(0, idle.length - most))) {
    api.delete(REVISIONS, namespaceOf(one), nameOf(one));
  }
}

/** The hash in a revision's labels. */
export const hashOf = (revision: KubeObject, hashLabel: string): string =>
  stringMapOf(revision, "labels")[hashLabel] ?? "";
