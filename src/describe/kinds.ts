import type { Describer } from "./surroundings.ts";

type Load = () => Promise<{ readonly describe: Describer }>;

/** What is described in words of its own, by group and kind. */
const KINDS: Readonly<Record<string, Load>> = {
  "/Pod": () => import("./kinds/pod.ts"),
  "/ReplicationController": () => import("./kinds/replicationcontroller.ts"),
  "apps/Deployment": () => import("./kinds/deployment.ts"),
  "apps/ReplicaSet": () => import("./kinds/replicaset.ts"),
  "apps/StatefulSet": () => import("./kinds/statefulset.ts"),
  "apps/DaemonSet": () => import("./kinds/daemonset.ts"),
  "batch/Job": () => import("./kinds/job.ts"),
  "batch/CronJob": () => import("./kinds/cronjob.ts"),
  "/Service": () => import("./kinds/service.ts"),
  "/Endpoints": () => import("./kinds/endpoints.ts"),
  "/ConfigMap": () => import("./kinds/configmap.ts"),
  "/Secret": () => import("./kinds/secret.ts"),
  "/ServiceAccount": () => import("./kinds/serviceaccount.ts"),
  "/Node": () => import("./kinds/node.ts"),
  "/Namespace": () => import("./kinds/namespace.ts"),
  "/PersistentVolume": () => import("./kinds/persistentvolume.ts"),
  "/PersistentVolumeClaim": () => import("./kinds/persistentvolumeclaim.ts"),
  "/ResourceQuota": () => import("./kinds/resourcequota.ts"),
  "/LimitRange": () => import("./kinds/limitrange.ts"),
  "autoscaling/HorizontalPodAutoscaler": () => import("./kinds/horizontalpodautoscaler.ts"),
  "certificates.k8s.io/CertificateSigningRequest": () => import("./kinds/certificatesigningrequest.ts"),
  "discovery.k8s.io/EndpointSlice": () => import("./kinds/endpointslice.ts"),
  "networking.k8s.io/Ingress": () => import("./kinds/ingress.ts"),
  "networking.k8s.io/IngressClass": () => import("./kinds/ingressclass.ts"),
  "networking.k8s.io/NetworkPolicy": () => import("./kinds/networkpolicy.ts"),
  "networking.k8s.io/IPAddress": () => import("./kinds/ipaddress.ts"),
  "networking.k8s.io/ServiceCIDR": () => import("./kinds/servicecidr.ts"),
  "policy/PodDisruptionBudget": () => import("./kinds/poddisruptionbudget.ts"),
  "rbac.authorization.k8s.io/Role": () => import("./kinds/role.ts"),
  "rbac.authorization.k8s.io/ClusterRole": () => import("./kinds/role.ts"),
  "rbac.authorization.k8s.io/RoleBinding": () => import("./kinds/rolebinding.ts"),
  "rbac.authorization.k8s.io/ClusterRoleBinding": () => import("./kinds/rolebinding.ts"),
  "scheduling.k8s.io/PriorityClass": () => import("./kinds/priorityclass.ts"),
  "storage.k8s.io/StorageClass": () => import("./kinds/storageclass.ts"),
  "storage.k8s.io/VolumeAttributesClass": () => import("./kinds/volumeattributesclass.ts"),
  "storage.k8s.io/CSINode": () => import("./kinds/csinode.ts"),
};

/** How a kind is described: in its own words, or field by field. */
export async function describerOf({ group, kind }: { group: string; kind: string }): Promise<Describer> {
  const key = `${group}/${kind}`;
  const load = Object.hasOwn(KINDS, key) ? (KINDS[key] as Load) : () => import("./kinds/generic.ts");
  return (await load()).describe;
}
