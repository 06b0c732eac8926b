import { apiVersionOf, type JsonObject, type KubeObject, kindOf, nameOf } from "../core/object.ts";
import { inNamespace } from "../core/own-namespace.ts";
import { type MetricName, metricTarget } from "./metric-target.ts";

export interface AutoscalerWords {
  /** "" takes the scaled object's name. */
  readonly name: string;
  /** Zero and less leave it to the server. */
  readonly min: number;
  readonly max: number;
  /** Percentages or amounts; "" for none. */
  readonly cpu: string;
  readonly memory: string;
  /** The old form of `cpu`; zero and less for none. */
  readonly cpuPercent: number;
}

/** The metrics that the words ask for; throws kubectl's errors. */
export function resourceMetrics({ cpu, memory, cpuPercent }: Omit<AutoscalerWords, "name">): JsonObject[] {
  const metric = (name: MetricName, text: string): JsonObject[] =>
    text === "" ? [] : [{ type: "Resource", resource: { name, target: metricTarget(name, text) } }];
  return [...metric("cpu", cpuPercent > 0 ? `${cpuPercent}%` : cpu), ...metric("memory", memory)];
}

/** The HorizontalPodAutoscaler of `autoscale` for an object; `namespace` is what the user asked for, "" for none. */
export function autoscaler(object: KubeObject, words: AutoscalerWords, namespace: string): KubeObject {
  const metrics = resourceMetrics(words);
  const hpa = {
    kind: "HorizontalPodAutoscaler",
    apiVersion: "autoscaling/v2",
    metadata: { name: words.name || nameOf(object) },
    spec: {
      scaleTargetRef: { kind: kindOf(object), name: nameOf(object), apiVersion: apiVersionOf(object) },
      ...(words.min > 0 ? { minReplicas: words.min } : {}),
      maxReplicas: words.max,
      ...(metrics.length > 0 ? { metrics } : {}),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  };
  return inNamespace(hpa, namespace);
}

/** The same for servers that know autoscaling/v1 alone; undefined when it asks for more than that can say. */
export function olderAutoscaler(hpa: KubeObject): KubeObject | undefined {
  const { metrics = [], ...spec } = hpa.spec as JsonObject & { metrics?: JsonObject[] };
  const utilizations = metrics.map((metric) => {
    const { name, target } = metric.resource as { name: string; target: JsonObject };
    return name === "cpu" ? target.averageUtilization : undefined;
  });
  const [percentage] = utilizations;
  if (utilizations.length > 1 || (utilizations.length > 0 && percentage === undefined)) return undefined;
  return {
    ...hpa,
    apiVersion: "autoscaling/v1",
    spec: { ...spec, ...(percentage === undefined ? {} : { targetCPUUtilizationPercentage: percentage }) },
    status: { currentReplicas: 0, desiredReplicas: 0 },
  };
}
