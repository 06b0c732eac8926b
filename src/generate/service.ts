import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

export type ServiceType = "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";

export interface ServiceWords {
  readonly name: string;
  readonly type: ServiceType;
  /** PORT[:TARGET] words. */
  readonly tcp: readonly string[];
  readonly clusterIp?: string;
  readonly externalName?: string;
  /** 0 for one of the server's choice. */
  readonly nodePort?: number;
}

/** The Service of `create service`; throws kubectl's errors. */
export function service(words: ServiceWords): KubeObject {
  const { name, type, clusterIp = "", externalName = "", nodePort = 0 } = words;
  const needsPorts = type !== "ExternalName" && clusterIp !== "None";
  if (needsPorts && words.tcp.length === 0) throw new CliError("at least one tcp port specifier must be provided");
  if (type === "ExternalName" && !isDnsName(externalName)) {
    throw new CliError(`invalid service external name ${externalName}`);
  }
  const ports = words.tcp.map((word) => ({
    ...readPort(word),
    ...(nodePort === 0 ? {} : { nodePort }),
  }));
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: metadataOf(name, { labels: { app: name } }),
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector: { app: name },
      ...(clusterIp === "" ? {} : { clusterIP: clusterIp }),
      type,
      ...(externalName === "" ? {} : { externalName }),
    },
    status: { loadBalancer: {} },
  };
}

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const DNS_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const isDnsName = (text: string): boolean => text.length <= 253 && DNS_NAME.test(text);

function readPort(word: string): JsonObject {
  const [first = "", target] = word.split(":");
  const port = readUnsigned(first);
  const name = target === undefined ? first : `${first}-${target}`;
  return { name, protocol: "TCP", port, targetPort: target === undefined ? port : readTarget(target) };
}

/** Go's ParseUint of 16 bits. */
function readUnsigned(text: string): number {
  const problem = (reason: string) => new CliError(`strconv.ParseUint: parsing ${goQuote(text)}: ${reason}`);
  if (!/^\d+$/.test(text)) throw problem("invalid syntax");
  if (Number(text) > 65535) throw problem("value out of range");
  return Number(text);
}

/** A port's number, or the name that containers give it; throws apimachinery's words. */
function readTarget(text: string): number | string {
  if (/^[+-]?\d+$/.test(text)) {
    const number = Number(text);
    if (number < 1 || number > 65535) throw new CliError("must be between 1 and 65535, inclusive");
    return number;
  }
  const problems = portNameProblems(text);
  if (problems.length > 0) throw new CliError(problems.join(","));
  return text;
}

function portNameProblems(name: string): string[] {
  const problems: string[] = [];
  if (Buffer.byteLength(name) > 15) problems.push("must be no more than 15 characters");
  if (!/^[-a-z0-9]+$/.test(name))
    problems.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(name)) problems.push("must contain at least one letter (a-z)");
  if (name.includes("--")) problems.push("must not contain consecutive hyphens");
  if (/^-|-$/.test(name)) problems.push("must not begin or end with a hyphen");
  return problems;
}
