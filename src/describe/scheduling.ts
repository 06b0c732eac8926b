import { selectorText } from "../core/label-selector.ts";
import type { JsonObject } from "../core/object.ts";
import { byKey, part, parts, text } from "./fields.ts";

/** Topology spread constraints, one text each, by their keys. */
export const spreadTexts = (constraints: readonly JsonObject[]): string[] =>
  [...constraints].sort(byKey("topologyKey")).map((one) => {
    const selector = one.labelSelector ? ` for selector ${selectorText(part(one, "labelSelector"))}` : "";
    return `${text(one.topologyKey)}:${text(one.whenUnsatisfiable)} when max skew ${text(one.maxSkew)} is exceeded${selector}`;
  });

/** Tolerations, one text each, by their keys. */
export const tolerationTexts = (given: readonly JsonObject[]): string[] =>
  [...given].sort(byKey("key")).map((one) => {
    const value = one.value ? `=${text(one.value)}` : "";
    const effect = one.effect ? `:${text(one.effect)}` : "";
    const head = `${text(one.key)}${value}${effect}`;
    const exists = one.operator === "Exists" && value === "" ? `${head === "" ? "" : " "}op=Exists` : "";
    const limit = (one.tolerationSeconds ?? null) === null ? "" : ` for ${text(one.tolerationSeconds)}s`;
    return head + exists + limit;
  });

/** Node selector terms of an affinity, term by term. */
export const termTexts = (terms: readonly JsonObject[]): string[][] =>
  terms.map((term) =>
    parts(term, "matchExpressions").map((one) => {
      const values = Array.isArray(one.values) ? one.values.map(text) : [];
      const list = values.length === 0 ? "" : ` [${values.join(", ")}]`;
      return `${text(one.key)} ${text(one.operator).toLowerCase()}${list}`;
    }),
  );
