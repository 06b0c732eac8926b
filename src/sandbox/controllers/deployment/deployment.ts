import type { KubeObject } from "../../../core/object.ts";
import { nameOf, namespaceOf } from "../../../core/object.ts";
import { labelSelectorOf } from "../../api/label-selector.ts";
import { adopters, claim } from "../adopt.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { concernsOwner, controllerOf, isBeingDeleted, mapOf, specOf, splitThing, thingOf, uidOf } from "../owned.ts";
import { isActive } from "../pod-state.ts";
import { forgetOld, rollRolling, scaleAll } from "./rolling.ts";
import { DEPLOYMENTS, newestSet, SETS, sizeOf, wantedOf } from "./sets.ts";
import { isScaling, resizeSet } from "./sizes.ts";
import { pausedCondition, writeStatus } from "./status.ts";

const fitsOf = (deployment: KubeObject) => labelSelectorOf(specOf(deployment).selector);

/** Brings a deployment's pods to its template: a replica set for each template, scaled up and down as its strategy says. */
export const deployments: Controller = {
  name: "deployment-controller",
  watches: [DEPLOYMENTS, SETS, "pods"],
  concerns(resource, object, api) {
    if (resource !== "pods") {
      const own = concernsOwner(object, "Deployment");
      if (own.length > 0 || resource === DEPLOYMENTS) return own;
      return adopters(api, DEPLOYMENTS, object, fitsOf).map(thingOf);
    }
    // A pod's end lets Recreate go on.
    const set = api.get(SETS, namespaceOf(object), String(controllerOf(object, "ReplicaSet")?.name ?? ""));
    return set && !api.get("pods", namespaceOf(object), nameOf(object)) ? concernsOwner(set, "Deployment") : [];
  },
  reconcile(api, thing) {
    const found = api.get(DEPLOYMENTS, ...splitThing(thing));
    if (!found) return undefined;
    if (isBeingDeleted(found)) return writeStatus(api, found);
    const sets = claim(api, SETS, found, fitsOf(found));
    const deployment = pausedCondition(api, found);
    if (specOf(deployment).paused === true) {
      scaleAll(api, deployment, newestSet(deployment, sets), sets);
      forgetOld(api, deployment, sets);
    } else if (isScaling(deployment, sets)) {
      scaleAll(api, deployment, newestSet(deployment, sets), sets);
    } else if (mapOf(specOf(deployment).strategy).type === "Recreate") {
      recreate(api, deployment, sets);
    } else {
      rollRolling(api, deployment, sets);
    }
    return writeStatus(api, deployment);
  },
};

/** First every old pod goes, then the new ones come. */
function recreate(api: ClusterApi, deployment: KubeObject, sets: readonly KubeObject[]): void {
  const newest = newestSet(deployment, sets);
  const olds = sets.filter((one) => one !== newest);
  for (const set of olds) resizeSet(api, deployment, set, 0);
  if (olds.some((set) => sizeOf(set) > 0 || hasPods(api, set))) return;
  const set = newestSet.orCreate(api, deployment, sets, wantedOf(deployment));
  if (set) resizeSet(api, deployment, set, wantedOf(deployment));
  forgetOld(api, deployment, sets);
}

const hasPods = (api: ClusterApi, set: KubeObject): boolean =>
  api
    .list("pods", namespaceOf(set))
    .some((pod) => controllerOf(pod)?.uid === uidOf(set) && (isActive(pod) || isBeingDeleted(pod)));
