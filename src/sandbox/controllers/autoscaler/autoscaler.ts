import { readGroupVersion } from "../../../core/names.ts";
import { type JsonObject, type KubeObject, namespaceOf } from "../../../core/object.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import type { TypeOf } from "../garbage.ts";
import {
  conditionsOf,
  createdAt,
  isBeingDeleted,
  mapOf,
  nowOf,
  setStatus,
  specOf,
  splitThing,
  statusOf,
  thingOf,
  withCondition,
} from "../owned.ts";
import { type Finding, lookAt, withoutTarget } from "./finding.ts";

const AUTOSCALERS = "horizontalpodautoscalers.autoscaling";
const FIRST = 5_000;
const AGAIN = 15_000;

/** Keeps sizes within their limits; without an API for metrics that is all it can do, and it says so. */
export const autoscalers = (typeOf: TypeOf): Controller => ({
  name: "horizontal-pod-autoscaler",
  watches: [AUTOSCALERS],
  concerns: (_, object) => [thingOf(object)],
  reconcile(api, thing) {
    const autoscaler = api.get(AUTOSCALERS, ...splitThing(thing));
    if (!autoscaler || isBeingDeleted(autoscaler)) return undefined;
    // The first look comes a moment after it was made, when what it is about is probably there.
    const early = createdAt(autoscaler) + FIRST - api.now();
    if (early > 0) return early;
    const { finding, resize } = inspect(api, autoscaler, typeOf);
    resize?.();
    const written = setStatus(api, AUTOSCALERS, autoscaler, statusWith(autoscaler, finding, nowOf(api)));
    // A status that was written now brings another look at once; its events are told then.
    if (finding.size !== undefined || written === autoscaler) tell(api, autoscaler, finding);
    return AGAIN;
  },
});

interface Inspection {
  readonly finding: Finding;
  readonly resize?: () => void;
}

function inspect(api: ClusterApi, autoscaler: KubeObject, typeOf: TypeOf): Inspection {
  const { apiVersion = "", kind = "", name = "" } = mapOf(specOf(autoscaler).scaleTargetRef);
  const type = typeOf(String(apiVersion), String(kind));
  if (type === undefined) {
    const group = readGroupVersion(String(apiVersion))?.group ?? "";
    return { finding: withoutTarget(`no matches for kind ${JSON.stringify(kind)} in group ${JSON.stringify(group)}`) };
  }
  const namespace = namespaceOf(autoscaler);
  const target = api.get(type, namespace, String(name));
  if (!target) return { finding: withoutTarget(`${type} ${JSON.stringify(name)} not found`) };
  const finding = lookAt(autoscaler, target, api.list(AUTOSCALERS, namespace));
  if (finding.size === undefined) return { finding };
  const spec = { ...specOf(target), replicas: finding.size };
  return { finding, resize: () => api.update(type, { ...target, spec }) };
}

function statusWith(autoscaler: KubeObject, { conditions, status, size }: Finding, now: string): JsonObject {
  const { currentReplicas: _, ...before } = statusOf(autoscaler);
  return {
    currentMetrics: null,
    desiredReplicas: 0,
    ...before,
    ...status,
    ...(size === undefined ? {} : { lastScaleTime: now }),
    conditions: conditions.reduce((known, one) => withCondition(known, one, now), [
      ...conditionsOf(autoscaler),
    ] as JsonObject[]),
  };
}

function tell(api: ClusterApi, autoscaler: KubeObject, { events }: Finding): void {
  for (const [type, reason, message] of events) {
    api.event(autoscaler, { type, reason, message, component: "horizontal-pod-autoscaler" });
  }
}
