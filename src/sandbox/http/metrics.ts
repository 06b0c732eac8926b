import {
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  nameOf,
  namespaceOf,
  stringMapOf,
} from "../../core/object.ts";
import { ApiError, unsupportedMethod } from "../api/error.ts";
import { listObjects } from "../api/list.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import type { Kind } from "../kinds/kind.ts";
import { type Amounts, containerUse, nodeUse, writeUse } from "../kubelet/usage.ts";
import { type ApiAnswer, type ApiRequest, jsonAnswer } from "./message.ts";
import type { Target } from "./path.ts";
import { listingOf } from "./resource.ts";

const VERSION = "metrics.k8s.io/v1beta1";

/** Answers what pods and nodes use, in numbers that follow from their names and what they ask for. Throws ApiError. */
export function answerMetrics(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  if (request.method !== "GET" && request.method !== "HEAD") throw unsupportedMethod();
  const isPod = target.kind.plural === "pods";
  const kind = machine.types.stored(target.kind.plural) as Kind;
  const listing = { ...listingOf(request, { ...target, kind }), limit: 0 };
  const items = listObjects(machine, listing).items.flatMap((one) =>
    isPod ? podMetrics(machine, one) : nodeMetrics(machine, one),
  );
  const { name } = target;
  if (!name)
    return jsonAnswer(
      200,
      JSON.stringify({ kind: `${target.kind.kind}List`, apiVersion: VERSION, metadata: {}, items }),
    );
  const [found] = items;
  if (!found) throw unmeasured(target);
  return jsonAnswer(200, JSON.stringify({ kind: target.kind.kind, apiVersion: VERSION, ...found }));
}

function unmeasured({ kind, namespace, name }: Target): ApiError {
  const full = namespace ? `${namespace}/${name}` : name;
  const message = `${kind.kind.toLowerCase()}.metrics.k8s.io ${JSON.stringify(full)} not found`;
  return new ApiError(404, "NotFound", message, { name: full, group: kind.group, kind: kind.plural });
}

function head({ clock }: Machine, object: KubeObject): JsonObject {
  const now = timestamp(clock.now());
  const namespace = namespaceOf(object);
  const labels = stringMapOf(object, "labels");
  return {
    metadata: {
      name: nameOf(object),
      ...(namespace ? { namespace } : {}),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      creationTimestamp: now,
    },
    timestamp: now,
    window: "30s",
  };
}

const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

function useOfContainers(pod: KubeObject): { name: string; use: Amounts }[] {
  const spec = isObject(pod.spec) ? pod.spec : {};
  const isRunning = isObject(pod.status) && pod.status.phase === "Running";
  return (isRunning ? listOf(spec.containers) : []).flatMap((container) => {
    const use = containerUse(pod, container);
    return use ? [{ name: String(container.name), use }] : [];
  });
}

function podMetrics(machine: Machine, pod: KubeObject): JsonObject[] {
  const containers = useOfContainers(pod).map(({ name, use }) => ({ name, usage: writeUse(use) }));
  return containers.length > 0 ? [{ ...head(machine, pod), containers }] : [];
}

function nodeMetrics(machine: Machine, node: KubeObject): JsonObject[] {
  const pods = machine.store
    .list("pods")
    .filter((pod) => isObject(pod.spec) && pod.spec.nodeName === nameOf(node))
    .flatMap((pod) => useOfContainers(pod).map(({ use }) => use));
  const use = nodeUse(node, pods);
  return use ? [{ ...head(machine, node), usage: writeUse(use) }] : [];
}
