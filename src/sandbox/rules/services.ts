import { isIP } from "node:net";
import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";
import { metadataOf } from "../api/metadata.ts";
import { duplicate, type FieldError, invalidValue, required, unsupported } from "./field-error.ts";
import { each, fill, specOf, withSpec } from "./fill.ts";
import type { KindRules } from "./kind-rules.ts";

const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/** Services: addresses and node ports are drawn from the object's uid, so that they stay the same. */
export const services: KindRules = {
  names: "label",
  defaults(object, before) {
    const spec = fill(specOf(object), { sessionAffinity: "None", type: "ClusterIP" });
    const ported = spec.ports ? { ...spec, ports: each((port) => portDefaults(port))(spec.ports) } : spec;
    if (spec.type === "ExternalName") return withSpec(object, ported);
    return withSpec(object, addressed(object, ported, before ? specOf(before) : {}));
  },
  initialStatus: () => ({ loadBalancer: {} }),
  validate: (object, before) => serviceErrors(specOf(object), before && specOf(before)),
};

const portDefaults = (port: JsonObject): JsonObject => fill(port, { protocol: "TCP", targetPort: port.port ?? 0 });

function addressed(object: KubeObject, spec: JsonObject, before: JsonObject): JsonObject {
  const isHeadless = spec.clusterIP === "None";
  const own = String(metadataOf(object).uid ?? "");
  const address = (spec.clusterIP || before.clusterIP || `10.96.${part(own, 0)}.${part(own, 2)}`) as string;
  const isOutside = spec.type === "NodePort" || spec.type === "LoadBalancer";
  const headless = isHeadless && !isObject(spec.selector);
  const filled = fill(
    { ...spec, clusterIP: address },
    {
      clusterIPs: [address],
      internalTrafficPolicy: "Cluster",
      ipFamilies: headless ? ["IPv4", "IPv6"] : ["IPv4"],
      ipFamilyPolicy: headless ? "RequireDualStack" : "SingleStack",
      ...(isOutside ? { externalTrafficPolicy: "Cluster" } : {}),
      ...(spec.type === "LoadBalancer" ? { allocateLoadBalancerNodePorts: true } : {}),
    },
  );
  if (!isOutside) return filled;
  const known = Array.isArray(before.ports) ? before.ports.filter(isObject) : [];
  return { ...filled, ports: withNodePorts(filled.ports ?? [], own, known) };
}

const withNodePorts = (ports: Json, uid: string, known: readonly JsonObject[]): Json =>
  Array.isArray(ports)
    ? ports.map((port, at) => {
        if (!isObject(port) || port.nodePort) return port;
        const before = known.find((one) => one.port === port.port)?.nodePort;
        return { ...port, nodePort: before ?? 30_000 + ((part(uid, 4) * 256 + part(uid, 6) + at) % 2768) };
      })
    : ports;

/** One byte of a uid, 1 to 254. */
const part = (uid: string, at: number): number => (Number.parseInt(uid.slice(at, at + 2) || "1", 16) % 254) + 1;

function serviceErrors(spec: JsonObject, before: JsonObject | undefined): FieldError[] {
  const ports = Array.isArray(spec.ports) ? spec.ports.filter(isObject) : [];
  const needsPorts = spec.type !== "ExternalName" && spec.clusterIP !== "None";
  const isFixed = before?.clusterIP && before.type !== "ExternalName" && spec.type !== "ExternalName";
  return [
    ...(needsPorts && ports.length === 0 ? [required("spec.ports")] : []),
    ...ports.flatMap((port, at) => portErrors(port, `spec.ports[${at}]`, ports.length > 1)),
    ...ports.flatMap(({ name }, at) =>
      name && ports.findIndex((one) => one.name === name) < at ? [duplicate(`spec.ports[${at}].name`, name)] : [],
    ),
    ...(TYPES.includes(String(spec.type)) ? [] : [unsupported("spec.type", spec.type ?? "", TYPES)]),
    ...(spec.type === "ExternalName" && !spec.externalName ? [required("spec.externalName")] : []),
    ...(spec.clusterIP && spec.clusterIP !== "None" && isIP(String(spec.clusterIP)) === 0
      ? [
          invalidValue(
            "spec.clusterIPs[0]",
            spec.clusterIP,
            "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
          ),
        ]
      : []),
    ...(isFixed && spec.clusterIP !== before.clusterIP
      ? [invalidValue("spec.clusterIPs[0]", spec.clusterIP ?? "", "may not change once set")]
      : []),
  ];
}

const IN_RANGE = "must be between 1 and 65535, inclusive";
const NODE_PORTS = "provided port is not in the valid range. The range of valid ports is 30000-32767";

function portErrors(given: JsonObject, path: string, mustHaveName: boolean): FieldError[] {
  const { name, port, protocol, targetPort, nodePort } = given;
  const number = Number(port ?? 0);
  return [
    ...(mustHaveName && !name ? [required(`${path}.name`)] : []),
    ...(number < 1 || number > 65_535 ? [invalidValue(`${path}.port`, port ?? 0, IN_RANGE)] : []),
    ...(["SCTP", "TCP", "UDP"].includes(String(protocol))
      ? []
      : [unsupported(`${path}.protocol`, protocol ?? "", ["SCTP", "TCP", "UDP"])]),
    ...(typeof targetPort === "number" && (targetPort < 1 || targetPort > 65_535)
      ? [invalidValue(`${path}.targetPort`, targetPort, IN_RANGE)]
      : []),
    ...(number > 0 && typeof nodePort === "number" && (nodePort < 30_000 || nodePort > 32_767)
      ? [invalidValue(`${path}.nodePort`, nodePort, NODE_PORTS)]
      : []),
  ];
}
