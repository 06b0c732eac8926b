import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { endpointsOfPort } from "../endpoints.ts";
import { eventLines } from "../events.ts";
import { number, part, parts, text, words } from "../fields.ts";
import { headLines } from "../head.ts";
import { pairs } from "../lists.ts";
import { type Describer, ENDPOINT_SLICES, ifAllowed } from "../surroundings.ts";

export const describe: Describer = async (service, around) => {
  const spec = part(service, "spec");
  const labelSelector = `kubernetes.io/service-name=${nameOf(service)}`;
  const where = { namespace: namespaceOf(service), labelSelector };
  const [slices, events] = await Promise.all([
    ifAllowed(around.list(ENDPOINT_SLICES, where)),
    eventLines(service, around),
  ]);
  return [
    ...headLines(service),
    `Selector:\t${pairs(part(spec, "selector")).join(",") || "<none>"}`,
    `Type:\t${text(spec.type)}`,
    ...addressLines(service),
    ...parts(spec, "ports").flatMap((port) => portLines(port, slices)),
    `Session Affinity:\t${text(spec.sessionAffinity)}`,
    ...optional("External Traffic Policy", text(spec.externalTrafficPolicy)),
    ...optional("Internal Traffic Policy", text(spec.internalTrafficPolicy)),
    ...(Number(spec.healthCheckNodePort ?? 0) === 0
      ? []
      : [`HealthCheck NodePort:\t${text(spec.healthCheckNodePort)}`]),
    ...optional("LoadBalancer Source Ranges", words(spec, "loadBalancerSourceRanges").join(",")),
    ...optional("Traffic Distribution", text(spec.trafficDistribution)),
    ...events,
  ];
};

const optional = (label: string, value: string): string[] => (value === "" ? [] : [`${label}:\t${value}`]);

function addressLines(service: KubeObject): string[] {
  const spec = part(service, "spec");
  const list = (key: string) => words(spec, key).join(",");
  const ingress = parts(part(part(service, "status"), "loadBalancer"), "ingress");
  return [
    ...optional("IP Family Policy", text(spec.ipFamilyPolicy)),
    `IP Families:\t${list("ipFamilies") || "<none>"}`,
    `IP:\t${text(spec.clusterIP)}`,
    `IPs:\t${list("clusterIPs") || "<none>"}`,
    ...optional("External IPs", list("externalIPs")),
    ...optional("Desired LoadBalancer IP", text(spec.loadBalancerIP)),
    ...optional("External Name", text(spec.externalName)),
    ...optional("LoadBalancer Ingress", ingress.map(ingressText).join(", ")),
  ];
}

const ingressText = ({ ip, ipMode, hostname }: JsonObject): string =>
  text(ip) === "" ? text(hostname) : text(ip) + (text(ipMode) === "" ? "" : ` (${text(ipMode)})`);

function portLines(port: JsonObject, slices: readonly KubeObject[] | undefined): string[] {
  const name = text(port.name) || "<unset>";
  const protocol = text(port.protocol);
  return [
    `Port:\t${name}\t${number(port.port)}/${protocol}`,
    `TargetPort:\t${number(port.targetPort)}/${protocol}`,
    ...optional("AppProtocol", text(port.appProtocol)),
    ...(Number(port.nodePort ?? 0) === 0 ? [] : [`NodePort:\t${name}\t${text(port.nodePort)}/${protocol}`]),
    `Endpoints:\t${endpointsOfPort(slices ?? [], text(port.name))}`,
  ];
}
