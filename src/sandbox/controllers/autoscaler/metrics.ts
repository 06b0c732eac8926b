import { type JsonObject, nameOf, namespaceOf } from "../../../core/object.ts";
import { mapOf, specOf } from "../owned.ts";

/** Why a metric cannot be read: for its own event and condition, and for the one about all. */
export interface MetricFailure {
  readonly reason: string;
  readonly message: string;
  readonly inAll: string;
}

const MISSING = "the server could not find the requested resource";
const NO_RESOURCE_METRICS = `unable to fetch metrics from resource metrics API: ${MISSING} (get pods.metrics.k8s.io)`;
const NO_CUSTOM_METRICS =
  "unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered";

/** What the real autoscaler says about a metric in a cluster that serves none. */
export function failureOf(namespace: string, metric: JsonObject): MetricFailure {
  const type = String(metric.type);
  const source = mapOf(metric[`${type[0]?.toLowerCase()}${type.slice(1)}`]);
  const name = String(mapOf(source.metric).name ?? source.name);
  const reason = `FailedGet${type}Metric`;
  const failure = (message: string, what: string, more = "") => ({
    reason,
    message,
    inAll: `failed to get ${what} metric value: ${more}${message}`,
  });
  if (type === "Pods") return failure(`unable to get metric ${name}: ${NO_CUSTOM_METRICS}`, "pods");
  if (type === "Object") {
    const { kind, name: object } = mapOf(source.describedObject);
    const place = `${kind} on ${namespace} ${object}`;
    return failure(`unable to get metric ${name}: ${place}/${NO_CUSTOM_METRICS}`, "object");
  }
  if (type === "External") {
    const api = `unable to fetch metrics from external metrics API: ${MISSING} (get ${name}.external.metrics.k8s.io)`;
    const message = `unable to get external metric ${namespace}/${name}/nil: ${api}`;
    return failure(message, `${name} external`, `failed to get external metric ${name}: `);
  }
  const measure = mapOf(source.target).averageValue === undefined ? "utilization" : "usage";
  const message = `failed to get ${name} ${measure}: unable to get metrics for resource ${name}: ${NO_RESOURCE_METRICS}`;
  return failure(message, type === "Resource" ? `${name} resource` : `${source.container} container`);
}

/** The autoscalers of a namespace that want to size the same thing. */
export const rivalsOf = (autoscaler: JsonObject, all: readonly JsonObject[]): string[] => {
  const target = (one: JsonObject) => {
    const { kind, name } = mapOf(specOf(one).scaleTargetRef);
    return `${kind}/${name}`;
  };
  return all.filter((one) => target(one) === target(autoscaler)).map((one) => `${namespaceOf(one)}/${nameOf(one)}`);
};
