import { isEqual } from "../../../core/json/equal.ts";
import { writeJson } from "../../../core/json/write.ts";
import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { isBeingDeleted, ownerReference } from "../owned.ts";
import { aboutPod, type Backend, backendsOf, inheritedLabels, isEager, trigger } from "./backends.ts";
import { concernedServices, selectingService } from "./services.ts";

const SLICES = "endpointslices.discovery.k8s.io";
const MANAGER = "endpointslice.kubernetes.io/managed-by";
const OURS = "endpointslice-controller.k8s.io";
const NAME = "kubernetes.io/service-name";
/** How many endpoints stand in one slice. */
const MOST = 100;

/** Keeps the slices of a service's endpoints. */
export const endpointSlices: Controller = {
  name: "endpointslice-controller",
  watches: ["services", "pods", SLICES],
  concerns: concernedServices,
  reconcile(api, thing) {
    const service = selectingService(api, thing);
    if (service && !isBeingDeleted(service)) write(api, service);
    return undefined;
  },
};

function write(api: ClusterApi, service: KubeObject): void {
  const labels = { ...inheritedLabels(service), [MANAGER]: OURS, [NAME]: nameOf(service) };
  const known = api
    .list(SLICES, namespaceOf(service))
    .filter((slice) => stringMapOf(slice, "labels")[NAME] === nameOf(service))
    .filter((slice) => stringMapOf(slice, "labels")[MANAGER] === OURS && !isBeingDeleted(slice));
  const free = new Set(known);
  for (const content of contentsOf(service, backendsOf(api, service))) {
    const same = [...free].find((slice) => isEqual(slice.ports, content.ports)) ?? [...free][0];
    if (same) free.delete(same);
    if (same) renew(api, same, content, labels);
    else create(api, service, content, labels);
  }
  for (const slice of free) api.delete(SLICES, namespaceOf(slice), nameOf(slice));
}

function create(api: ClusterApi, service: KubeObject, content: JsonObject, labels: JsonObject): void {
  api.create(SLICES, {
    addressType: "IPv4",
    ...content,
    metadata: {
      generateName: `${nameOf(service)}-`,
      namespace: namespaceOf(service),
      labels,
      annotations: trigger(api),
      ownerReferences: [ownerReference(service)],
    },
  });
}

function renew(api: ClusterApi, slice: KubeObject, content: JsonObject, labels: JsonObject): void {
  const { endpoints = null, ports = null } = slice;
  if (isEqual({ endpoints, ports }, content) && isEqual(stringMapOf(slice, "labels"), labels)) return;
  const annotations = { ...stringMapOf(slice, "annotations"), ...trigger(api) };
  api.update(SLICES, { ...withMetadata(slice, { labels, annotations }), ...content });
}

/** What stands in the slices: endpoints that have the same ports, at most so many; one that is empty when there are none. */
function contentsOf(service: KubeObject, backends: readonly Backend[]): JsonObject[] {
  const groups = new Map<string, Backend[]>();
  for (const one of backends) {
    const key = writeJson([...one.ports]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const contents = [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / MOST) }, (_, at) => ({
      endpoints: group.slice(at * MOST, (at + 1) * MOST).map((one) => endpoint(service, one)),
      ports: portsOf(group),
    })),
  );
  return contents.length > 0 ? contents : [{ endpoints: null, ports: null }];
}

const portsOf = ([first]: readonly Backend[]): JsonObject[] | null =>
  first && first.ports.length > 0 ? [...first.ports] : null;

function endpoint(service: KubeObject, { pod, ip, isServing, isTerminating }: Backend): JsonObject {
  const isIn = (isServing && !isTerminating) || isEager(service);
  return {
    addresses: [ip],
    conditions: { ready: isIn, serving: isServing, terminating: isTerminating },
    ...aboutPod(service, pod),
  };
}
