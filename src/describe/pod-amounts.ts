import type { JsonObject } from "../core/object.ts";
import { type Amounts, larger, NOTHING, readAmounts, sum } from "./amount.ts";
import { part, parts } from "./fields.ts";

export type Side = "requests" | "limits";

/** Resources that a pod may ask for as a whole. */
const OF_PODS = /^(cpu|memory|hugepages-.*)$/;

/** What a pod asks of its node, or may use at most: its containers together, or what the largest init container takes. */
export function podAmounts(pod: JsonObject, side: Side): Amounts {
  const spec = part(pod, "spec");
  const whole = readAmounts(part(part(spec, "resources"), side));
  const own = Object.fromEntries(Object.entries(whole).filter(([name]) => OF_PODS.test(name)));
  return withOverhead({ ...ofContainers(spec, side), ...own }, readAmounts(part(spec, "overhead")), side);
}

function ofContainers(spec: JsonObject, side: Side): Amounts {
  const asked = (container: JsonObject) => readAmounts(part(part(container, "resources"), side));
  let running = parts(spec, "containers").map(asked).reduce(sum, {});
  let beside: Amounts = {};
  let initial: Amounts = {};
  for (const one of parts(spec, "initContainers")) {
    // Those that go on running are there with every later one, and with the containers.
    if (one.restartPolicy === "Always") {
      running = sum(running, asked(one));
      beside = sum(beside, asked(one));
      initial = larger(initial, beside);
    } else {
      initial = larger(initial, sum(asked(one), beside));
    }
  }
  return larger(running, initial);
}

function withOverhead(amounts: Amounts, overhead: Amounts, side: Side): Amounts {
  if (side === "requests") return sum(amounts, overhead);
  // Where there is no limit, overhead makes none.
  const limited = Object.entries(overhead).filter(([name]) => (amounts[name] ?? NOTHING).value !== 0n);
  return sum(amounts, Object.fromEntries(limited));
}
