import { isEqual } from "../../../core/json/equal.ts";
import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import type { ClusterApi } from "../controller.ts";
import {
  conditionOf,
  conditionsOf,
  createdAt,
  mapOf,
  nowOf,
  ownerReference,
  present,
  setStatus,
  share,
  specOf,
  statusOf,
  withCondition,
} from "../owned.ts";
import { templateHash } from "../template-hash.ts";

export const DEPLOYMENTS = "deployments.apps";
export const SETS = "replicasets.apps";
export const REVISION = "deployment.kubernetes.io/revision";
const HISTORY = "deployment.kubernetes.io/revision-history";
const DESIRED = "deployment.kubernetes.io/desired-replicas";
const MOST = "deployment.kubernetes.io/max-replicas";
const HASH = "pod-template-hash";
export const COMPONENT = "deployment-controller";

/** Annotations of a deployment that its replica sets do not take over. */
const OWN_ANNOTATIONS = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "deprecated.deployment.rollback.to",
  REVISION,
  HISTORY,
  DESIRED,
  MOST,
]);

export const wantedOf = (deployment: KubeObject): number => Number(specOf(deployment).replicas ?? 1);
export const sizeOf = (set: KubeObject): number => Number(specOf(set).replicas ?? 1);
export const availableOf = (set: KubeObject): number => Number(statusOf(set).availableReplicas ?? 0);
export const revisionOf = (object: KubeObject): number => Number(stringMapOf(object, "annotations")[REVISION] ?? 0);
export const desiredOf = (set: KubeObject): number | undefined => {
  const text = stringMapOf(set, "annotations")[DESIRED];
  return text === undefined ? undefined : Number(text);
};
export const mostOf = (set: KubeObject): number | undefined => {
  const text = stringMapOf(set, "annotations")[MOST];
  return text === undefined ? undefined : Number(text);
};

/** How many pods may be too many and too few: whole numbers, or shares of the wanted number (rounded up and down). */
export function limitsOf(deployment: KubeObject): { surge: number; unavailable: number } {
  const wanted = wantedOf(deployment);
  const strategy = mapOf(specOf(deployment).strategy);
  if (strategy.type === "Recreate") return { surge: 0, unavailable: 0 };
  const rolling = mapOf(strategy.rollingUpdate);
  const surge = share(rolling.maxSurge ?? "25%", wanted, Math.ceil);
  const unavailable = share(rolling.maxUnavailable ?? "25%", wanted, Math.floor);
  return { surge, unavailable: Math.min(wanted, surge === 0 && unavailable === 0 ? 1 : unavailable) };
}

/** A template without the label that tells replica sets apart. */
function bare(template: JsonObject): JsonObject {
  const metadata = mapOf(template.metadata);
  const { [HASH]: _, ...labels } = mapOf(metadata.labels);
  return { ...template, metadata: { ...metadata, labels } };
}

/** The replica set of the present template: the oldest when there are several. */
export function newestSet(deployment: KubeObject, sets: readonly KubeObject[]): KubeObject | undefined {
  const template = bare(mapOf(specOf(deployment).template));
  return [...sets]
    .sort((a, b) => createdAt(a) - createdAt(b))
    .find((one) => isEqual(bare(mapOf(specOf(one).template)), template));
}

/** The replica set of the present template, made when there is none; its revision is the highest. */
newestSet.orCreate = (
  api: ClusterApi,
  deployment: KubeObject,
  sets: readonly KubeObject[],
  size: number,
): KubeObject | undefined => {
  const known = newestSet(deployment, sets);
  const revision = Math.max(0, ...sets.filter((one) => one !== known).map(revisionOf)) + 1;
  const set = known ? annotated(api, deployment, known, revision) : createSet(api, deployment, revision, size);
  const own = String(revisionOf(set));
  const current = api.get(DEPLOYMENTS, namespaceOf(deployment), nameOf(deployment)) as KubeObject;
  if (stringMapOf(current, "annotations")[REVISION] !== own) {
    const annotations = { ...stringMapOf(current, "annotations"), [REVISION]: own };
    api.update(DEPLOYMENTS, withMetadata(current, { annotations }));
  }
  if (!known) tellProgress(api, deployment, "NewReplicaSetCreated", `Created new replica set "${nameOf(set)}"`);
  else if (!conditionOf(deployment, "Progressing")) {
    tellProgress(api, deployment, "FoundNewReplicaSet", `Found new replica set "${nameOf(set)}"`);
  }
  return set;
};

const inherited = (deployment: KubeObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(stringMapOf(deployment, "annotations")).filter(([key]) => !OWN_ANNOTATIONS.has(key)),
  );

/** The annotations of a set that is scaled for a deployment: what that wants in all. */
export const sizeAnnotations = (deployment: KubeObject): Record<string, string> => ({
  [DESIRED]: String(wantedOf(deployment)),
  [MOST]: String(wantedOf(deployment) + limitsOf(deployment).surge),
});

function annotated(api: ClusterApi, deployment: KubeObject, set: KubeObject, revision: number): KubeObject {
  const before = stringMapOf(set, "annotations");
  const own = revisionOf(set);
  const isNewer = own < revision;
  const history = [before[HISTORY], isNewer && own > 0 ? String(own) : undefined].filter(Boolean).join(",");
  const annotations = {
    ...before,
    ...inherited(deployment),
    [REVISION]: String(isNewer ? revision : own),
    ...(history ? { [HISTORY]: history } : {}),
  };
  const minReadySeconds = specOf(deployment).minReadySeconds;
  if (isEqual(annotations, before) && specOf(set).minReadySeconds === minReadySeconds) return set;
  const { minReadySeconds: _, ...spec } = specOf(set);
  return api.update(SETS, { ...withMetadata(set, { annotations }), spec: present({ ...spec, minReadySeconds }) });
}

function createSet(api: ClusterApi, deployment: KubeObject, revision: number, size: number): KubeObject {
  const spec = specOf(deployment);
  const template = mapOf(spec.template);
  const hash = templateHash([template, Number(statusOf(deployment).collisionCount ?? 0)]);
  const labels = { ...stringMapOf(template, "labels"), [HASH]: hash };
  const selector = mapOf(spec.selector);
  const set = api.create(SETS, {
    metadata: {
      name: `${nameOf(deployment)}-${hash}`,
      namespace: namespaceOf(deployment),
      labels,
      annotations: { ...inherited(deployment), ...sizeAnnotations(deployment), [REVISION]: String(revision) },
      ownerReferences: [ownerReference(deployment)],
    },
    spec: present({
      replicas: size,
      minReadySeconds: spec.minReadySeconds,
      selector: { ...selector, matchLabels: { ...mapOf(selector.matchLabels), [HASH]: hash } },
      template: { ...template, metadata: { ...mapOf(template.metadata), labels } },
    }),
  });
  if (size > 0) {
    const message = `Scaled up replica set ${nameOf(set)} from 0 to ${size}`;
    api.event(deployment, { type: "Normal", reason: "ScalingReplicaSet", message, component: COMPONENT });
  }
  return set;
}

/** The conditions with one set: the one that says something new stands last. */
export function withLatest(conditions: readonly JsonObject[], wanted: JsonObject, now: string): JsonObject[] {
  const all = withCondition(conditions, wanted, now);
  const isIt = ({ type }: JsonObject) => type === wanted.type;
  return [...all.filter((one) => !isIt(one)), ...all.filter(isIt)];
}

function tellProgress(api: ClusterApi, deployment: KubeObject, reason: string, message: string): void {
  const current = api.get(DEPLOYMENTS, namespaceOf(deployment), nameOf(deployment)) as KubeObject;
  if (specOf(current).progressDeadlineSeconds === undefined) return;
  const now = nowOf(api);
  const condition = { type: "Progressing", status: "True", reason, message, lastUpdateTime: now };
  setStatus(api, DEPLOYMENTS, current, {
    ...statusOf(current),
    conditions: withLatest(conditionsOf(current), condition, now),
  });
}
