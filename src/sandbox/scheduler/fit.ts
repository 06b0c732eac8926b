import { type JsonObject, type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { labelSelectorOf } from "../api/label-selector.ts";
import { listOf, mapOf, specOf, textsOf } from "../controllers/owned.ts";

/** Whether a pod's node selector and required node affinity allow a node. */
export function isWanted(spec: JsonObject, node: KubeObject): boolean {
  const labels = stringMapOf(node, "labels");
  if (Object.entries(mapOf(spec.nodeSelector)).some(([key, value]) => labels[key] !== value)) return false;
  const required = mapOf(mapOf(spec.affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return true;
  return listOf(mapOf(required).nodeSelectorTerms).some((term) => isTerm(term, node, labels));
}

function isTerm(
  { matchExpressions, matchFields }: JsonObject,
  node: KubeObject,
  labels: Record<string, string>,
): boolean {
  const [expressions, fields] = [listOf(matchExpressions), listOf(matchFields)];
  if (expressions.length + fields.length === 0) return false;
  const [numeric, plain] = [expressions.filter(isNumeric), expressions.filter((one) => !isNumeric(one))];
  return (
    labelSelectorOf({ matchExpressions: plain })(labels) &&
    numeric.every((one) => isBeyond(one, labels[String(one.key)])) &&
    fields.every(({ operator, values }) => textsOf(values).includes(nameOf(node)) === (operator === "In"))
  );
}

const isNumeric = ({ operator }: JsonObject): boolean => operator === "Gt" || operator === "Lt";

function isBeyond({ operator, values }: JsonObject, label: string | undefined): boolean {
  if (label === undefined) return false;
  return operator === "Gt" ? Number(label) > Number(textsOf(values)[0]) : Number(label) < Number(textsOf(values)[0]);
}

/** The taints of a node that a pod does not tolerate; `effects` are those that count. */
export function untolerated(spec: JsonObject, node: KubeObject, effects: readonly string[]): JsonObject[] {
  const tolerations = listOf(spec.tolerations);
  return listOf(specOf(node).taints).filter(
    (taint) => effects.includes(String(taint.effect)) && !tolerations.some((one) => tolerates(one, taint)),
  );
}

/** Whether a toleration covers a taint. */
export function tolerates(one: JsonObject, { key, value, effect }: JsonObject): boolean {
  if (one.effect && one.effect !== effect) return false;
  if (one.operator === "Exists") return !one.key || one.key === key;
  return one.key === key && (one.value ?? "") === (value ?? "");
}
