import { isObject, type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { readQuantity } from "../../core/quantity.ts";

/** Thousandths of a core, and bytes. */
export interface Amounts {
  readonly cpu: number;
  readonly memory: number;
}

const MEBI = 1024 * 1024;

/** What a node needs for itself. */
const OWN: Amounts = { cpu: 120, memory: 600 * MEBI };

/**
 * What a container is said to use: between a fifth and four fifths of what it asks for (or of 100m and 64Mi), always the
 * same for the same names. The annotation `usage.sandbox/CONTAINER: "250m 128Mi"` says something else, `none` that nobody measured.
 */
export function containerUse(pod: KubeObject, container: JsonObject): Amounts | undefined {
  const name = String(container.name);
  const said = stringMapOf(pod, "annotations")[`usage.sandbox/${name}`];
  if (said !== undefined) return readSaid(said);
  const resources = isObject(container.resources) ? container.resources : {};
  const wanted = isObject(resources.requests) ? resources.requests : {};
  const seed = [...nameOf(pod), ...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const part = (20 + (seed % 61)) / 100;
  const memory = Number((readQuantity(String(wanted.memory ?? "64Mi")) ?? 0n) / 1_000_000_000n);
  const cpu = Number((readQuantity(String(wanted.cpu ?? "100m")) ?? 0n) / 1_000_000n);
  return { cpu: Math.ceil(cpu * part), memory: Math.ceil(memory * part) };
}

function readSaid(text: string): Amounts | undefined {
  const [cpu = "", memory = ""] = text.split(" ");
  const [cores, bytes] = [readQuantity(cpu), readQuantity(memory)];
  if (cores === undefined || bytes === undefined) return undefined;
  return { cpu: Number(cores) / 1e6, memory: Number(bytes) / 1e9 };
}

/** What a node uses: its pods and itself. */
export const nodeUse = (node: KubeObject, pods: readonly Amounts[]): Amounts | undefined => {
  const said = stringMapOf(node, "annotations")["usage.sandbox/node"];
  if (said !== undefined) return readSaid(said);
  return pods.reduce((sum, one) => ({ cpu: sum.cpu + one.cpu, memory: sum.memory + one.memory }), OWN);
};

/** As a metrics server writes amounts: billionths of a core, kibibytes. */
export const writeUse = ({ cpu, memory }: Amounts): JsonObject => ({
  cpu: `${Math.round(cpu * 1e6)}n`,
  memory: `${Math.floor(memory / 1024)}Ki`,
});
