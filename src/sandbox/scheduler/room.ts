import type { JsonObject, KubeObject } from "../../core/object.ts";
import { readQuantity } from "../../core/quantity.ts";
import { listOf, mapOf, specOf, statusOf } from "../controllers/owned.ts";

type Amounts = ReadonlyMap<string, bigint>;

const amount = (value: unknown): bigint => readQuantity(String(value ?? "0")) ?? 0n;

type Side = "requests" | "limits";

const amountsOf = ({ resources }: JsonObject, side: Side): [string, bigint][] =>
  Object.entries(mapOf(mapOf(resources)[side])).map(([name, value]) => [name, amount(value)]);

/** What a pod asks for. */
export const requestedBy = (spec: JsonObject): Amounts => amountsBy(spec, "requests");

/** What a pod asks for, or may take: its containers together, or more while one of its init containers runs. */
export function amountsBy(spec: JsonObject, side: Side): Amounts {
  const requestsOf = (container: JsonObject) => amountsOf(container, side);
  const total = new Map<string, bigint>();
  const add = ([name, value]: [string, bigint]) => total.set(name, (total.get(name) ?? 0n) + value);
  const inits = listOf(spec.initContainers);
  const isSidecar = ({ restartPolicy }: JsonObject) => restartPolicy === "Always";
  for (const one of [...listOf(spec.containers), ...inits.filter(isSidecar)]) requestsOf(one).forEach(add);
  for (const one of inits.filter((init) => !isSidecar(init))) {
    for (const [name, value] of requestsOf(one)) if (value > (total.get(name) ?? 0n)) total.set(name, value);
  }
  for (const [name, value] of Object.entries(mapOf(spec.overhead))) add([name, amount(value)]);
  return total;
}

/** What a node has not enough of for a pod, and whether it would be enough if the node were empty. */
export function missingAt(
  spec: JsonObject,
  node: KubeObject,
  others: readonly KubeObject[],
): { readonly reasons: string[]; readonly isHopeless: boolean } {
  const room = mapOf(statusOf(node).allocatable);
  const reasons: string[] = [];
  let isHopeless = false;
  if (others.length + 1 > Number(room.pods ?? 110)) reasons.push("Too many pods");
  const used = others.map((one) => requestedBy(specOf(one)));
  for (const [name, wanted] of requestedBy(spec)) {
    if (wanted === 0n) continue;
    const whole = amount(room[name]);
    const taken = used.reduce((sum, one) => sum + (one.get(name) ?? 0n), 0n);
    if (taken + wanted > whole) reasons.push(`Insufficient ${name}`);
    if (wanted > whole) isHopeless = true;
  }
  return { reasons, isHopeless };
}
