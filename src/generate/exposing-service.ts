import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import type { ExposedPort } from "./exposed.ts";
import { sortedPairs } from "./label-pairs.ts";
import { portNumber } from "./port-number.ts";

export interface ExposingWords {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  /** Ports, joined by commas; "" for none, which only a service without an address may have. */
  readonly port: string;
  /** The protocols of the object's own ports; a port may have several. */
  readonly known: readonly ExposedPort[];
  /** One protocol for all ports; "" takes those that are known. */
  readonly protocol: string;
  readonly targetPort: string;
  readonly clusterIp: string;
  readonly type: string;
  readonly externalIp: string;
  readonly loadBalancerIp: string;
  readonly sessionAffinity: string;
}

/** The Service of `expose`; throws kubectl's errors. */
export function exposingService(words: ExposingWords): KubeObject {
  const ports = servicePorts(words);
  if (!["", "None", "ClientIP"].includes(words.sessionAffinity)) {
    throw new CliError(`unknown session affinity: ${words.sessionAffinity}`);
  }
  const labels = sortedPairs(Object.entries(words.labels));
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: { name: words.name, ...(Object.keys(labels).length > 0 ? { labels } : {}) },
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector: sortedPairs(Object.entries(words.selector)),
      ...given("clusterIP", words.clusterIp),
      ...given("type", words.type),
      ...(words.externalIp === "" ? {} : { externalIPs: [words.externalIp] }),
      ...given("sessionAffinity", words.sessionAffinity),
      ...(words.type === "LoadBalancer" ? given("loadBalancerIP", words.loadBalancerIp) : {}),
    },
    status: { loadBalancer: {} },
  };
}

const given = (key: string, value: string): JsonObject => (value === "" ? {} : { [key]: value });

function servicePorts({ port, known, protocol, targetPort, clusterIp }: ExposingWords): JsonObject[] {
  if (port === "") {
    if (clusterIp === "None") return [];
    throw new CliError("couldn't find port via --port flag or introspection");
  }
  const texts = port.split(",");
  return texts.flatMap((text, at) => {
    const number = portNumber(text);
    const own = known.filter((one) => String(one.port) === text).map((one) => one.protocol);
    const protocols = protocol ? [protocol] : own.length > 0 ? own : ["TCP"];
    const name = texts.length > 1 || protocols.length > 1 ? `port-${at + 1}` : "";
    return protocols.map((one) => ({
      ...given("name", protocols.length > 1 ? `${name}-${one.toLowerCase()}` : name),
      protocol: one,
      port: number,
      targetPort: targetPort === "" ? number : target(targetPort),
    }));
  });
}

/** A port's number, or the name that containers give it. */
const target = (text: string): number | string =>
  /^[+-]?\d+$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : text;
