import { type JsonObject, type KubeObject, namespaceOf } from "../../../core/object.ts";
import { selectorText } from "../../api/label-selector.ts";
import { listOf, specOf } from "../owned.ts";
import { failureOf, rivalsOf } from "./metrics.ts";

type Event = readonly ["Normal" | "Warning", string, string];

/** What a look at an autoscaler and its target finds: conditions, other parts of its status, events, a new size. */
export interface Finding {
  readonly conditions: readonly JsonObject[];
  readonly status: JsonObject;
  readonly events: readonly Event[];
  readonly size?: number;
}

const able = (reason: string, message: string, status = "True"): JsonObject => ({
  type: "AbleToScale",
  status,
  reason,
  message: `the HPA controller was ${status === "True" ? "able" : "unable"} to ${message}`,
});
const inactive = (reason: string, message: string): JsonObject => ({
  type: "ScalingActive",
  status: "False",
  reason,
  message,
});

/** The target is not there, or is of no known type. */
export const withoutTarget = (problem: string): Finding => ({
  conditions: [able("FailedGetScale", `get the target's current scale: ${problem}`, "False")],
  status: {},
  events: [["Warning", "FailedGetScale", problem]],
});

/** What is to be done about a target: only its limits count where no metrics are served. */
export function lookAt(autoscaler: KubeObject, target: KubeObject, others: readonly KubeObject[]): Finding {
  const { minReplicas = 1, maxReplicas } = specOf(autoscaler);
  const now = Number(specOf(target).replicas ?? 1);
  const found = able("SucceededGetScale", "get the target's current scale");
  if (now === 0 && minReplicas !== 0) {
    const message = "scaling is disabled since the replica count of the target is zero";
    return { conditions: [found, inactive("ScalingDisabled", message)], status: { desiredReplicas: 0 }, events: [] };
  }
  const status = { currentReplicas: now };
  if (now > Number(maxReplicas)) return resized(Number(maxReplicas), "above Spec.MaxReplicas", status);
  if (now < Number(minReplicas)) return resized(Number(minReplicas), "below Spec.MinReplicas", status);
  const rivals = rivalsOf(autoscaler, others);
  if (rivals.length > 1) {
    const selector = selectorText(specOf(target).selector);
    const message = `pods by selector ${selector} are controlled by multiple HPAs: [${rivals.join(" ")}]`;
    const events: Event[] = [
      ["Warning", "AmbiguousSelector", message],
      ["Warning", "FailedComputeMetricsReplicas", message],
    ];
    return { conditions: [found, inactive("AmbiguousSelector", message)], status, events };
  }
  return { ...unmeasured(autoscaler, found), status: { ...status, currentMetrics: blanks(autoscaler) } };
}

/** One entry without content for each metric: what the real status holds when none could be read. */
const blanks = (autoscaler: KubeObject): JsonObject[] => listOf(specOf(autoscaler).metrics).map(() => ({ type: "" }));

const resized = (size: number, why: string, status: JsonObject): Finding => ({
  conditions: [able("SucceededRescale", `update the target scale to ${size}`)],
  status: { ...status, desiredReplicas: size },
  events: [["Normal", "SuccessfulRescale", `New size: ${size}; reason: Current number of replicas ${why}`]],
  size,
});

function unmeasured(autoscaler: KubeObject, found: JsonObject): Pick<Finding, "conditions" | "events"> {
  const failures = listOf(specOf(autoscaler).metrics).map((one) => failureOf(namespaceOf(autoscaler), one));
  const [first] = failures;
  if (!first) return { conditions: [found], events: [] };
  const count = failures.length;
  const all = `invalid metrics (${count} invalid out of ${count}), first error is: ${first.inAll}`;
  return {
    conditions: [found, inactive(first.reason, `the HPA was unable to compute the replica count: ${first.message}`)],
    events: [
      ...failures.map(({ reason, message }): Event => ["Warning", reason, message]),
      ["Warning", "FailedComputeMetricsReplicas", all],
    ],
  };
}
