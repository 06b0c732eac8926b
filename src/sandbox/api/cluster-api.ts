import { type KubeObject, namespaceOf } from "../../core/object.ts";
import type { ClusterApi, Told } from "../controllers/controller.ts";
import type { ResourceKey } from "../kinds/kind.ts";
import { deleteObject } from "./delete.ts";
import { ApiError } from "./error.ts";
import { recordEvent } from "./events.ts";
import type { Machine } from "./machine.ts";
import { createObject, replaceObject, replaceStatus } from "./write.ts";

/** The API for controllers: the same rules as over the wire, without the wire. */
export function clusterApi(machine: Machine): ClusterApi {
  const place = (resource: ResourceKey, namespace: string) => {
    const kind = machine.types.stored(resource);
    if (!kind) throw new ApiError(404, "NotFound", `there is no type ${resource}`);
    return { kind, namespace };
  };
  const placeOf = (resource: ResourceKey, object: KubeObject) => place(resource, namespaceOf(object));
  return {
    now: () => machine.clock.now(),
    get: (resource, namespace, name) => machine.store.get(resource, namespace, name),
    list: (resource, namespace) => machine.store.list(resource, namespace),
    create: (resource, object) => createObject(machine, placeOf(resource, object), object),
    update: (resource, object) => replaceObject(machine, placeOf(resource, object), object),
    updateStatus: (resource, object) => replaceStatus(machine, placeOf(resource, object), object),
    delete(resource, namespace, name, options = {}) {
      if (!machine.store.get(resource, namespace, name)) return;
      deleteObject(machine, place(resource, namespace), name, options);
    },
    event: (about: KubeObject, told: Told) => recordEvent(machine, about, told),
  };
}
