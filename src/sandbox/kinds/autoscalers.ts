import { isObject, type Json, type JsonObject, type KubeObject } from "../../core/object.ts";

const isCpu = (metric: Json): metric is JsonObject =>
  isObject(metric) && isObject(metric.resource) && metric.resource.name === "cpu";

/** An autoscaler as autoscaling/v1 shows it: of all metrics only the use of CPU. */
export function toOldAutoscaler(object: KubeObject): KubeObject {
  const { metrics, behavior: _, ...spec } = isObject(object.spec) ? object.spec : {};
  const { currentMetrics, conditions: __, ...status } = isObject(object.status) ? object.status : {};
  const wanted = cpuOf(metrics, "target");
  const used = cpuOf(currentMetrics, "current");
  return {
    ...object,
    spec: { ...spec, ...(wanted === undefined ? {} : { targetCPUUtilizationPercentage: wanted }) },
    status: {
      currentReplicas: 0,
      ...status,
      ...(used === undefined ? {} : { currentCPUUtilizationPercentage: used }),
    },
  };
}

function cpuOf(metrics: Json | undefined, part: string): Json | undefined {
  const found = Array.isArray(metrics) ? metrics.find(isCpu) : undefined;
  const value = isObject(found?.resource) ? found.resource[part] : undefined;
  return isObject(value) ? value.averageUtilization : undefined;
}

/** An autoscaler of autoscaling/v1 as it is kept. */
export function fromOldAutoscaler(object: KubeObject): KubeObject {
  if (!isObject(object.spec)) return object;
  const { targetCPUUtilizationPercentage: wanted, ...spec } = object.spec;
  if (wanted === undefined || wanted === null) return object;
  const cpu = { name: "cpu", target: { averageUtilization: wanted, type: "Utilization" } };
  return { ...object, spec: { ...spec, metrics: [{ resource: cpu, type: "Resource" }] } };
}
