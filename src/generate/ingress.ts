import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { metadataOf } from "./metadata.ts";

export interface IngressWords {
  readonly name: string;
  /** "" for none. */
  readonly class: string;
  /** SERVICE:PORT, "" for none. */
  readonly defaultBackend: string;
  /** HOST/PATH=SERVICE:PORT[,tls[=SECRET]] words. */
  readonly rules: readonly string[];
  readonly annotations: readonly string[];
}

interface Rule {
  readonly host: string;
  readonly path: JsonObject;
  /** The secret's name, "" for a certificate without one; undefined without TLS. */
  readonly secret: string | undefined;
}

/** The Ingress of `create ingress`; throws kubectl's errors. */
export function ingress(words: IngressWords): KubeObject {
  if (words.defaultBackend === "" && words.rules.length === 0) {
    throw new CliError(
      "not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)",
    );
  }
  const rules = words.rules.map(readRule);
  const annotations = readAnnotations(words.annotations);
  const backend = words.defaultBackend === "" ? {} : { defaultBackend: readBackend(words.defaultBackend) };
  const tls = certificates(rules);
  return {
    kind: "Ingress",
    apiVersion: "networking.k8s.io/v1",
    metadata: metadataOf(words.name, annotations),
    spec: {
      ...(words.class === "" ? {} : { ingressClassName: words.class }),
      ...backend,
      ...(tls.length > 0 ? { tls } : {}),
      ...(rules.length > 0 ? { rules: byHost(rules) } : {}),
    },
    status: { loadBalancer: {} },
  };
}

const RULE = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+/;

function readRule(word: string): Rule {
  const invalid = new CliError(
    `rule ${word} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
  );
  if (!RULE.test(word)) throw invalid;
  const [target = "", ...extras] = word.split(",");
  const [place = "", service = ""] = target.split("=");
  // kubectl panics here.
  if (!service.includes(":")) throw invalid;
  const slash = place.indexOf("/");
  const path = place.slice(slash);
  const isPrefix = path.endsWith("*");
  return {
    host: place.slice(0, slash),
    path: {
      path: isPrefix ? path.slice(0, -1) : path,
      pathType: isPrefix ? "Prefix" : "Exact",
      backend: backendOf(service),
    },
    // As kubectl: whatever stands behind the only comma asks for TLS.
    secret: extras.length === 1 ? (extras[0]?.split("=")[1] ?? "") : undefined,
  };
}

function readBackend(word: string): JsonObject {
  if (word.split(":").length !== 2) {
    throw new CliError("default-backend should be in format servicename:serviceport");
  }
  return backendOf(word);
}

function backendOf(word: string): JsonObject {
  const [name = "", port = ""] = word.split(":");
  const isNumber = /^[+-]?\d+$/.test(port) && Number(port) < 2 ** 31;
  const named = port === "" ? {} : { name: port };
  return { service: { name, port: isNumber ? numberPort(Number(port)) : named } };
}

const numberPort = (number: number): JsonObject => (number === 0 ? {} : { number });

function readAnnotations(words: readonly string[]): JsonObject {
  const found = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf("=");
    if (at < 0) throw new CliError(`annotation ${word} is invalid and should be in format key=[value]`);
    found.set(word.slice(0, at), word.slice(at + 1));
  }
  const annotations = Object.fromEntries([...found].sort(([a], [b]) => compareBytes(a, b)));
  return found.size > 0 ? { annotations } : {};
}

/** The rules of one host stand together, hosts in the order of their first rules. */
function byHost(rules: readonly Rule[]): JsonObject[] {
  const hosts = new Map<string, JsonObject[]>();
  for (const { host, path } of rules) hosts.set(host, [...(hosts.get(host) ?? []), path]);
  return [...hosts].map(([host, paths]) => ({ ...(host === "" ? {} : { host }), http: { paths } }));
}

/** One entry a secret with its hosts; each host counts once, with the first secret that is named for it. */
function certificates(rules: readonly Rule[]): JsonObject[] {
  const seen = new Set<string>();
  const secrets = new Map<string, string[]>();
  for (const { host, secret } of rules) {
    if (secret === undefined || seen.has(host)) continue;
    seen.add(host);
    const hosts = secrets.get(secret);
    if (hosts) hosts.push(host);
    else if (host !== "" || secret !== "") secrets.set(secret, host === "" ? [] : [host]);
  }
  return [...secrets].map(([secretName, hosts]) => ({
    ...(hosts.length > 0 ? { hosts } : {}),
    ...(secretName === "" ? {} : { secretName }),
  }));
}
