import { isObject, type Json, type JsonObject, type KubeObject } from "../core/object.ts";

// Go writes the fields of a type in the order of its declaration; what a patch added has to go where it belongs.
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const OBJECT = words("kind apiVersion metadata spec status");
const METADATA = words(
  "name generateName namespace selfLink uid resourceVersion generation creationTimestamp labels annotations ownerReferences finalizers",
);
const POD_SPEC = words(`volumes initContainers containers ephemeralContainers restartPolicy
  terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName serviceAccount
  automountServiceAccountToken nodeName hostNetwork hostPID hostIPC shareProcessNamespace securityContext
  imagePullSecrets hostname subdomain affinity schedulerName tolerations hostAliases priorityClassName priority
  dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead topologySpreadConstraints
  setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride`);
const CONTAINER = words(`name image command args workingDir ports envFrom env resources resizePolicy restartPolicy
  restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle
  terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty`);
const SERVICE_SPEC = words(`ports selector clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP
  loadBalancerSourceRanges externalName externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses
  sessionAffinityConfig ipFamilies ipFamilyPolicy allocateLoadBalancerNodePorts loadBalancerClass
  internalTrafficPolicy trafficDistribution`);
const SERVICE_PORT = words("name protocol appProtocol port targetPort nodePort");

/** A Pod or Service with its fields in the order of Go's types, and with what those types always write. */
export function inTypeOrder(object: KubeObject): KubeObject {
  const metadata = arranged(object.metadata ?? {}, METADATA);
  if (isObject(metadata)) for (const key of ["labels", "annotations"]) sortField(metadata, key);
  const isPod = object.kind === "Pod";
  const spec = isPod ? podSpec(object.spec) : serviceSpec(object.spec);
  const status = object.status ?? (isPod ? {} : { loadBalancer: {} });
  return arranged({ ...object, metadata, spec, status }, OBJECT) as KubeObject;
}

function podSpec(value: Json | undefined): Json {
  const spec = isObject(value) ? value : {};
  const containers = (list: Json | undefined) =>
    each(list, (one) => arranged(isObject(one) ? { ...one, resources: one.resources ?? {} } : one, CONTAINER));
  const init = spec.initContainers === undefined ? {} : { initContainers: containers(spec.initContainers) };
  return arranged({ ...spec, containers: containers(spec.containers), ...init }, POD_SPEC);
}

function serviceSpec(value: Json | undefined): Json {
  const spec = isObject(value) ? value : {};
  const port = (one: Json) =>
    arranged(isObject(one) ? { ...one, port: one.port ?? 0, targetPort: one.targetPort ?? 0 } : one, SERVICE_PORT);
  const ports = spec.ports === undefined ? {} : { ports: each(spec.ports, port) };
  const ordered = arranged({ ...spec, ...ports }, SERVICE_SPEC);
  if (isObject(ordered)) sortField(ordered, "selector");
  return ordered;
}

const each = (list: Json | undefined, change: (item: Json) => Json): Json =>
  Array.isArray(list) ? list.map(change) : null;

/** Known fields in their order, then all others, which the server will judge. */
function arranged(value: Json, order: readonly string[]): Json {
  if (!isObject(value)) return value;
  const known = order.filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !order.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, value[key] as Json]));
}

function sortField(object: JsonObject, key: string): void {
  const map = object[key];
  if (isObject(map)) object[key] = Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
