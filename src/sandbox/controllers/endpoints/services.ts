import { type KubeObject, namespaceOf, stringMapOf } from "../../../core/object.ts";
import { plainSelectorOf } from "../../api/label-selector.ts";
import type { ClusterApi } from "../controller.ts";
import { specOf, splitThing, thingOf } from "../owned.ts";

const NAME = "kubernetes.io/service-name";

/** The services that a changed pod, service or piece of endpoints concerns. */
export function concernedServices(resource: string, object: KubeObject, api: ClusterApi): readonly string[] {
  if (resource === "services" || resource === "endpoints") return [thingOf(object)];
  const labels = stringMapOf(object, "labels");
  if (resource !== "pods") return labels[NAME] ? [`${namespaceOf(object)}/${labels[NAME]}`] : [];
  return api
    .list("services", namespaceOf(object))
    .filter((service) => plainSelectorOf(specOf(service).selector)(labels))
    .map(thingOf);
}

/** A service whose endpoints are looked after: one with a selector that is not a mere name for another host. */
export function selectingService(api: ClusterApi, thing: string): KubeObject | undefined {
  const service = api.get("services", ...splitThing(thing));
  if (!service || specOf(service).type === "ExternalName") return undefined;
  const { selector } = specOf(service);
  return selector && Object.keys(selector).length > 0 ? service : undefined;
}
