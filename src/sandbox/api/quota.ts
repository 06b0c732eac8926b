import type { JsonObject, KubeObject } from "../../core/object.ts";
import { nameOf, namespaceOf } from "../../core/object.ts";
import { readQuantity } from "../../core/quantity.ts";
import { canonicalQuantity } from "../../core/quantity-text.ts";
import { listOf, mapOf, specOf } from "../controllers/owned.ts";
import { isFinished } from "../controllers/pod-state.ts";
import type { Kind } from "../kinds/kind.ts";
import { amountsBy } from "../scheduler/room.ts";
import { forbidden } from "./error.ts";
import type { Machine } from "./machine.ts";

export const QUOTAS = "resourcequotas";

/** Types that quotas also count by their bare name. */
const COUNTED = new Set([
  "pods",
  "services",
  "secrets",
  "configmaps",
  "replicationcontrollers",
  "persistentvolumeclaims",
  QUOTAS,
]);
const COMPUTE = /^((requests|limits)\.)?(cpu|memory|ephemeral-storage)$/;
const ONE = 1_000_000_000n;

const hardOf = (quota: KubeObject): JsonObject => mapOf(specOf(quota).hard);

/** Quotas that count certain pods alone are kept but not enforced. */
const isWhole = (quota: KubeObject): boolean =>
  listOf(mapOf(specOf(quota).scopeSelector).matchExpressions).length === 0 && !specOf(quota).scopes;

/** Refuses an object that a quota of its namespace has no room for, in the real server's words. */
export function checkQuotas(machine: Machine, kind: Kind, object: KubeObject): void {
  const namespace = namespaceOf(object);
  for (const quota of machine.store.list(QUOTAS, namespace)) {
    if (!isWhole(quota)) continue;
    const hard = hardOf(quota);
    const touched = Object.keys(hard)
      .filter((name) => typeOf(name) === kind.key)
      .sort();
    const silent = kind.key === "pods" ? unsaid(object, touched) : "";
    if (silent) throw forbidden(kind, nameOf(object), `failed quota: ${nameOf(quota)}: must specify ${silent}`);
    const used = usageOf(machine, namespace, touched);
    const over = touched
      .map((name) => ({ name, asked: amountOf(object, name), used: used.get(name) ?? 0n, most: hard[name] }))
      .filter((one) => one.asked > 0n && one.asked + one.used > (readQuantity(String(one.most)) ?? 0n));
    if (over.length === 0) continue;
    const list = (write: (one: (typeof over)[number]) => string) =>
      over.map((one) => `${one.name}=${write(one)}`).join(",");
    const said = [
      `exceeded quota: ${nameOf(quota)}`,
      `requested: ${list((one) => writeAmount(one.asked, one.most))}`,
      `used: ${list((one) => writeAmount(one.used, one.most))}`,
      `limited: ${list((one) => String(one.most))}`,
    ];
    throw forbidden(kind, nameOf(object), said.join(", "));
  }
}

/** What the objects of a namespace use of a quota's resources, as its status says it. */
export function quotaStatus(machine: Machine, quota: KubeObject): JsonObject {
  const hard = hardOf(quota);
  const used = usageOf(machine, namespaceOf(quota), Object.keys(hard));
  const texts = Object.keys(hard).map((name) => [name, writeAmount(used.get(name) ?? 0n, hard[name])]);
  return { hard, used: Object.fromEntries(texts) };
}

function usageOf({ store }: Machine, namespace: string, names: readonly string[]): ReadonlyMap<string, bigint> {
  return new Map(
    names.map((name) => {
      const objects = store.list(typeOf(name), namespace);
      return [name, objects.reduce((sum, one) => sum + amountOf(one, name), 0n)];
    }),
  );
}

/** The type that a resource of a quota counts or measures; none for what is not known. */
function typeOf(name: string): string {
  if (COMPUTE.test(name)) return "pods";
  if (name.startsWith("count/")) return name.slice("count/".length);
  return COUNTED.has(name) ? name : "";
}

/** How much of a resource an object takes; pods that have ended take nothing but their place in the store. */
function amountOf(object: KubeObject, name: string): bigint {
  if (name.startsWith("count/")) return ONE;
  if (name === "pods") return isFinished(object) ? 0n : ONE;
  if (!COMPUTE.test(name)) return ONE;
  if (isFinished(object)) return 0n;
  const [side, resource] = computeName(name);
  return amountsBy(specOf(object), side).get(resource) ?? 0n;
}

function computeName(name: string): readonly ["requests" | "limits", string] {
  const [first = "", second] = name.split(".");
  return second === undefined ? ["requests", first] : [first as "requests" | "limits", second];
}

/** The containers that say nothing of a resource that is limited: "requests.cpu for: a,b; limits.memory for: a". */
function unsaid(pod: KubeObject, names: readonly string[]): string {
  const containers = [...listOf(specOf(pod).containers), ...listOf(specOf(pod).initContainers)];
  return names
    .filter((name) => COMPUTE.test(name))
    .flatMap((name) => {
      const [side, resource] = computeName(name);
      const silent = containers.filter((one) => mapOf(mapOf(one.resources)[side])[resource] === undefined);
      return silent.length === 0 ? [] : [`${name} for: ${silent.map((one) => String(one.name)).join(",")}`];
    })
    .join("; ");
}

/** An amount in the notation of its limit: binary where that is. */
function writeAmount(amount: bigint, like: unknown): string {
  const isBinary = String(like).endsWith("i");
  if (isBinary && amount % (1024n * ONE) === 0n) return canonicalQuantity(`${amount / ONE / 1024n}Ki`);
  return canonicalQuantity(amount % ONE === 0n ? String(amount / ONE) : `${amount / 1_000_000n}m`);
}
