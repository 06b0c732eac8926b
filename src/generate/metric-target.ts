import { CliError } from "../core/errors.ts";
import type { JsonObject } from "../core/object.ts";
import { canonicalQuantity } from "../core/quantity-text.ts";

/** A metric's name and the unit that a bare number of it is in. */
const UNITS = { cpu: "m", memory: "Mi" } as const;

export type MetricName = keyof typeof UNITS;

const NUMBER = /^[+-]?(\d+(_\d+)*\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NO_NUMBER = /^[+-]?(inf(inity)?|nan)$/i;

/**
 * What pods should use of a resource on average: "70%" of what they request, or an amount ("500m", "1Gi", bare numbers in
 * thousandths of a CPU and in mebibytes). Throws kubectl's errors.
 */
export function metricTarget(name: MetricName, text: string): JsonObject {
  const given = text.trim();
  if (given.endsWith("%")) return { type: "Utilization", averageUtilization: percentage(given.slice(0, -1)) };
  return { type: "AverageValue", averageValue: amount(name, given, text) };
}

function percentage(text: string): number {
  const number = /^[+-]?\d+$/.test(text) ? Number(text) : -1;
  if (number < 0 || number >= 2 ** 31) throw new CliError(`invalid percentage value: ${text}`);
  return number;
}

function amount(name: MetricName, given: string, text: string): string {
  if (NUMBER.test(given)) {
    const number = Number(given.replaceAll("_", ""));
    if (Number.isFinite(number)) return canonicalQuantity(`${goNumber(number)}${UNITS[name]}`);
  }
  // Its words about the form of quantities are as good as any here.
  if (NO_NUMBER.test(given)) return canonicalQuantity(`${given}${UNITS[name]}`);
  try {
    return canonicalQuantity(given);
  } catch (error) {
    throw new CliError(`invalid resource ${name} value: ${text}`, { cause: error });
  }
}

/** A number as Go prints it: from a million on, and below a ten thousandth, with an exponent (which no quantity takes). */
function goNumber(number: number): string {
  const size = Math.abs(number);
  return size !== 0 && (size < 1e-4 || size >= 1e6) ? number.toExponential() : String(number);
}
