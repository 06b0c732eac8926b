import { namespaceOf } from "../../core/object.ts";
import type { Machine } from "../api/machine.ts";
import { QUOTAS, quotaStatus } from "../api/quota.ts";
import type { Controller } from "./controller.ts";
import { isBeingDeleted, setStatus, splitThing, thingOf } from "./owned.ts";

/** Says of every quota how much of it is used. */
export const quotas = (machine: Machine): Controller => ({
  name: "resourcequota-controller",
  watches: [],
  concerns: (resource, object, api) =>
    resource === QUOTAS ? [thingOf(object)] : api.list(QUOTAS, namespaceOf(object)).map(thingOf),
  reconcile(api, thing) {
    const quota = api.get(QUOTAS, ...splitThing(thing));
    if (quota && !isBeingDeleted(quota)) setStatus(api, QUOTAS, quota, quotaStatus(machine, quota));
    return undefined;
  },
});
