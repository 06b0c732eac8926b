// Words like "8080:http" become numbers: first names as the pod or service knows them, then the numbers.

import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { isObject, type Json, type JsonObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";

export interface Port {
  /** 0 takes one that is free. */
  readonly local: number;
  readonly remote: number;
}

/** The words with the names in them resolved, for an object and its pod. Throws kubectl's errors. */
export function resolvePorts(words: readonly string[], object: KubeObject, pod: KubeObject): string[] {
  const isService = kindOf(object) === "Service";
  refuseUdp(words, isService ? object : pod);
  return words.map((word) => (isService ? portOfService(word, object, pod) : portOfPod(word, pod)));
}

const LARGEST = 0xffff;

/** "LOCAL:REMOTE" in its two parts; every other word stands for both. */
function split(word: string): readonly [string, string] {
  const [local = "", remote, ...more] = word.split(":");
  return remote !== undefined && more.length === 0 ? [local, remote] : [local, local];
}

const joined = (local: string, remote: string): string => (local === remote ? remote : `${local}:${remote}`);

function portOfPod(word: string, pod: KubeObject): string {
  const [local, remote] = split(word);
  if (remote === "") throw new CliError("remote port cannot be empty");
  const number = String(atoi(remote) === undefined ? namedPort(pod, remote) : remote);
  return local === remote ? number : `${local}:${number}`;
}

function portOfService(word: string, service: KubeObject, pod: KubeObject): string {
  const [local, remote] = split(word);
  const number = atoi(remote);
  const port = number ?? namedServicePort(service, remote);
  return joined(
    number === undefined && local === remote ? String(port) : local,
    String(targetPort(service, pod, port)),
  );
}

function targetPort(service: KubeObject, pod: KubeObject, port: number): number {
  const found = servicePorts(service).find((one) => one.port === port);
  if (!found) throw new CliError(`Service ${nameOf(service)} does not have a service port ${port}`);
  const { targetPort: target } = found;
  if (specOf(service).clusterIP === "None" || target === undefined || target === 0) return port;
  return typeof target === "number" ? target : namedPort(pod, String(target));
}

function namedServicePort(service: KubeObject, name: string): number {
  const found = servicePorts(service).find((one) => (one.name ?? "") === name);
  if (found) return Number(found.port);
  throw new CliError(`Service '${nameOf(service)}' does not have a named port '${name}'`);
}

function namedPort(pod: KubeObject, name: string): number {
  const { containers, initContainers } = specOf(pod);
  const ports = [...objectsIn(containers), ...objectsIn(initContainers)].flatMap((one) => objectsIn(one.ports));
  const found = ports.find((one) => (one.name ?? "") === name);
  if (found) return Number(found.containerPort);
  throw new CliError(`Pod '${nameOf(pod)}' does not have a named port '${name}'`);
}

/** The ports that a service has, or that a pod's containers declare. */
export const portsOf = (owner: KubeObject, protocol = ""): number[] =>
  (kindOf(owner) === "Service"
    ? servicePorts(owner)
    : objectsIn(specOf(owner).containers).flatMap((one) => objectsIn(one.ports))
  )
    .filter((one) => protocol === "" || (one.protocol ?? "TCP") === protocol)
    .map((one) => Number(one.port ?? one.containerPort));

function refuseUdp(words: readonly string[], owner: KubeObject): void {
  const isService = kindOf(owner) === "Service";
  const tcp = new Set(portsOf(owner, "TCP"));
  const udp = new Set(portsOf(owner, "UDP").filter((port) => !tcp.has(port)));
  for (const word of words) {
    const [, remote] = split(word);
    const port = atoi(remote) ?? (isService ? namedServicePort : namedPort)(owner, remote);
    if (udp.has(port)) throw new CliError(`UDP protocol is not supported for ${remote}`);
  }
}

/** A word in which names are resolved; throws kubectl's errors. */
export function parsePort(word: string): Port {
  const [first = "", second, ...more] = word.split(":");
  if (more.length > 0) throw new CliError(`invalid port format '${word}'`);
  const local = parseNumber("local", second === undefined ? first : first || "0");
  const remote = parseNumber("remote", second ?? first);
  if (remote === 0) throw new CliError("remote port must be > 0");
  return { local, remote };
}

function parseNumber(which: "local" | "remote", text: string): number {
  const problem = (reason: string) =>
    new CliError(`error parsing ${which} port '${text}': strconv.ParseUint: parsing ${goQuote(text)}: ${reason}`);
  if (!/^\d+$/.test(text)) throw problem("invalid syntax");
  if (BigInt(text) > LARGEST) throw problem("value out of range");
  return Number(text);
}

/** A number as Go's Atoi takes it; undefined for everything else. */
function atoi(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ""));
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
}

const specOf = (object: KubeObject): JsonObject => (isObject(object.spec) ? object.spec : {});
const objectsIn = (list: Json | undefined): JsonObject[] => (Array.isArray(list) ? list : []).filter(isObject);
const servicePorts = (service: KubeObject): JsonObject[] => objectsIn(specOf(service).ports);
