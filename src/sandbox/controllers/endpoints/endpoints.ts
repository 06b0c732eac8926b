import { isEqual } from "../../../core/json/equal.ts";
import { writeJson } from "../../../core/json/write.ts";
import { type JsonObject, type KubeObject, nameOf, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { withMetadata } from "../../api/metadata.ts";
import type { ClusterApi, Controller } from "../controller.ts";
import { listOf, splitThing } from "../owned.ts";
import { aboutPod, type Backend, backendsOf, inheritedLabels, isEager, trigger } from "./backends.ts";
import { concernedServices, selectingService } from "./services.ts";

const MANAGED = { "endpoints.kubernetes.io/managed-by": "endpoint-controller" };

/** Keeps the old list of a service's addresses. */
export const endpoints: Controller = {
  name: "endpoints-controller",
  watches: ["services", "pods", "endpoints"],
  concerns: concernedServices,
  reconcile(api, thing) {
    const [namespace, name] = splitThing(thing);
    const service = selectingService(api, thing);
    if (service) write(api, service);
    else if (!api.get("services", namespace, name) && isOurs(api.get("endpoints", namespace, name))) {
      api.delete("endpoints", namespace, name);
    }
    return undefined;
  },
};

const isOurs = (object: KubeObject | undefined): boolean =>
  object !== undefined && Object.keys(MANAGED).every((key) => stringMapOf(object, "labels")[key] !== undefined);

function write(api: ClusterApi, service: KubeObject): void {
  const [namespace, name] = [namespaceOf(service), nameOf(service)];
  const subsets = subsetsOf(service, backendsOf(api, service));
  const labels = { ...inheritedLabels(service), ...MANAGED };
  const content = subsets.length > 0 ? { subsets } : {};
  const known = api.get("endpoints", namespace, name);
  if (!known) {
    api.create("endpoints", { metadata: { name, namespace, labels, annotations: trigger(api) }, ...content });
    return;
  }
  if (isEqual(listOf(known.subsets), subsets) && isEqual(stringMapOf(known, "labels"), labels)) return;
  const { subsets: _, ...rest } = known;
  const annotations = { ...stringMapOf(known, "annotations"), ...trigger(api) };
  api.update("endpoints", { ...withMetadata(rest, { labels, annotations }), ...content });
}

/** Addresses by ports: ports that the same pods have stand together. */
function subsetsOf(service: KubeObject, all: readonly Backend[]): JsonObject[] {
  const backends = all.filter(({ isTerminating }) => !isTerminating || isEager(service));
  const isPortless = listOf((service.spec as JsonObject).ports).length === 0;
  const byPort = new Map<string, Backend[]>();
  for (const backend of backends) {
    const keys = isPortless ? [""] : backend.ports.map((port) => writeJson(port));
    for (const key of keys) byPort.set(key, [...(byPort.get(key) ?? []), backend]);
  }
  const bySame = new Map<string, string[]>();
  for (const [port, having] of byPort) {
    const key = having.map(({ ip }) => ip).join();
    bySame.set(key, [...(bySame.get(key) ?? []), port]);
  }
  return [...bySame.values()].map((keys) => {
    const ports = isPortless ? [] : keys.map((key) => named(JSON.parse(key)));
    return subset(service, byPort.get(keys[0] as string) as Backend[], ports);
  });
}

const named = ({ name, ...port }: JsonObject): JsonObject => ({ ...(name ? { name } : {}), ...port });

function subset(service: KubeObject, backends: readonly Backend[], ports: JsonObject[]): JsonObject {
  const isIn = ({ isServing }: Backend) => isServing || isEager(service);
  const addresses = backends.filter(isIn).map((one) => address(service, one));
  const others = backends.filter((one) => !isIn(one)).map((one) => address(service, one));
  return {
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(others.length > 0 ? { notReadyAddresses: others } : {}),
    ...(ports.length > 0 ? { ports } : {}),
  };
}

const address = (service: KubeObject, { pod, ip }: Backend): JsonObject => ({ ip, ...aboutPod(service, pod) });
