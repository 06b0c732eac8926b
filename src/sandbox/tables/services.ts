import { isObject, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { labelText, objectAge, objectsAt, orNone, orUnset, textAt, textsAt, valueAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

export const services: Cells = (service, now) => [
  nameOf(service),
  textAt(service, "spec", "type"),
  orNone(textsAt(service, "spec", "clusterIPs")[0] ?? textAt(service, "spec", "clusterIP")),
  externalAddress(service),
  orNone(objectsAt(service, "spec", "ports").map(portText).join(",")),
  objectAge(service, now),
  labelText(valueAt(service, "spec", "selector")),
];

const portText = ({ port, nodePort, protocol }: JsonObject): string =>
  nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;

function externalAddress(service: KubeObject): string {
  const own = textsAt(service, "spec", "externalIPs");
  const balancer = objectsAt(service, "status", "loadBalancer", "ingress").map(({ ip, hostname }) =>
    String(ip ?? hostname),
  );
  switch (textAt(service, "spec", "type")) {
    case "ExternalName":
      return textAt(service, "spec", "externalName");
    case "LoadBalancer": {
      const all = [...balancer, ...own];
      return all.length > 0 ? all.join(",") : "<pending>";
    }
    default:
      return orNone(own.join(","));
  }
}

const MOST = 3;

export const endpoints: Cells = (object, now) => {
  const all = objectsAt(object, "subsets").flatMap((subset) => {
    const addresses = objectsAt(subset, "addresses").map(({ ip }) => String(ip));
    const ports = objectsAt(subset, "ports");
    if (ports.length === 0) return addresses;
    return ports.flatMap(({ port }) => addresses.map((ip) => `${ip.includes(":") ? `[${ip}]` : ip}:${port}`));
  });
  const shown = all.slice(0, MOST).join(",");
  return [
    nameOf(object),
    orNone(all.length > MOST ? `${shown} + ${all.length - MOST} more...` : shown),
    objectAge(object, now),
  ];
};

const someOf = (all: readonly string[]): string =>
  all.length > MOST ? `${all.slice(0, MOST).join(",")} + ${all.length - MOST} more...` : all.join(",");

export const endpointSlices: Cells = (slice, now) => [
  nameOf(slice),
  textAt(slice, "addressType"),
  orUnset(someOf(objectsAt(slice, "ports").map(({ name, port }) => String(port ?? name)))),
  orUnset(someOf(objectsAt(slice, "endpoints").flatMap((one) => textsAt(one, "addresses")))),
  objectAge(slice, now),
];

export const ingresses: Cells = (ingress, now) => [
  nameOf(ingress),
  orNone(textAt(ingress, "spec", "ingressClassName")),
  hosts(ingress),
  objectsAt(ingress, "status", "loadBalancer", "ingress")
    .map(({ ip, hostname }) => String(ip ?? hostname ?? ""))
    .join(","),
  objectsAt(ingress, "spec", "tls").length > 0 ? "80, 443" : "80",
  objectAge(ingress, now),
];

function hosts(ingress: KubeObject): string {
  const all = objectsAt(ingress, "spec", "rules")
    .map(({ host }) => String(host ?? ""))
    .filter((one) => one !== "");
  return all.length === 0 ? "*" : someOf(all);
}

export const ingressClasses: Cells = (object, now) => {
  const parameters = valueAt(object, "spec", "parameters");
  const text = isObject(parameters)
    ? `${parameters.kind}${parameters.apiGroup ? `.${parameters.apiGroup}` : ""}/${parameters.name}`
    : "<none>";
  return [nameOf(object), textAt(object, "spec", "controller"), text, objectAge(object, now)];
};
