// Manifests rich in lists and maps, for patches to be made of.

/** @typedef {import("../../../src/core/object.ts").JsonObject} JsonObject */

/** @param {string} name @returns {JsonObject} */
const container = (name) => ({
  name,
  image: "img:1",
  ports: [
    { containerPort: 80, name: "http" },
    { containerPort: 81, protocol: "UDP", name: "u" },
    { containerPort: 82 },
  ],
  env: [
    { name: "A", value: "1" },
    { name: "B", value: "2" },
    { name: "C", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
  ],
  envFrom: [{ configMapRef: { name: "x" } }],
  args: ["a", "b"],
  volumeMounts: [
    { name: "v", mountPath: "/v" },
    { name: "w", mountPath: "/w", readOnly: true },
  ],
  resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "500m" } },
  livenessProbe: { httpGet: { path: "/", port: 80, httpHeaders: [{ name: "X", value: "1" }] }, periodSeconds: 5 },
  securityContext: { capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] } },
});

/** @returns {JsonObject} */
const podSpec = () => ({
  containers: [container("c"), container("d")],
  initContainers: [
    { name: "i", image: "i:1", command: ["x"] },
    { name: "j", image: "j:1" },
  ],
  volumes: [
    { name: "v", emptyDir: {} },
    { name: "w", configMap: { name: "x", items: [{ key: "a", path: "a" }] } },
    { name: "s", secret: { secretName: "s" } },
  ],
  imagePullSecrets: [{ name: "p" }, { name: "q" }],
  hostAliases: [
    { ip: "1.2.3.4", hostnames: ["a", "b"] },
    { ip: "1.2.3.5", hostnames: ["c"] },
  ],
  tolerations: [
    { key: "a", operator: "Exists" },
    { key: "b", operator: "Equal", value: "c" },
  ],
  nodeSelector: { a: "b" },
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: "z", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels: { app: "x" } } },
  ],
});

/** @returns {JsonObject} */
const template = () => ({ metadata: { labels: { app: "x", t: "1" }, annotations: { n: "1" } }, spec: podSpec() });

/** @param {string} apiVersion @param {string} kind @param {() => JsonObject} rest */
const kind =
  (apiVersion, kind, rest) =>
  /** @param {string} name @returns {JsonObject} */
  (name) => ({ apiVersion, kind, metadata: { name, labels: { l: "1", m: "2" }, annotations: { a: "1" } }, ...rest() });

export const KINDS = [
  kind("apps/v1", "Deployment", () => ({
    spec: {
      replicas: 0,
      paused: true,
      selector: { matchLabels: { app: "x" } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } },
      template: template(),
    },
  })),
  kind("batch/v1", "CronJob", () => ({
    spec: {
      schedule: "0 0 1 1 *",
      suspend: true,
      jobTemplate: { spec: { template: { spec: { ...podSpec(), restartPolicy: "Never" } } } },
    },
  })),
  kind("v1", "Service", () => ({
    spec: {
      selector: { a: "b", c: "d" },
      ports: [
        { name: "a", port: 80, targetPort: 8080 },
        { name: "b", port: 81, protocol: "TCP" },
        { name: "c", port: 82, targetPort: "http" },
      ],
      sessionAffinity: "ClientIP",
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 100 } },
    },
  })),
  kind("networking.k8s.io/v1", "NetworkPolicy", () => ({
    spec: {
      podSelector: { matchLabels: { a: "b" } },
      ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 80 }] }],
    },
  })),
  kind("rbac.authorization.k8s.io/v1", "Role", () => ({
    rules: [
      { apiGroups: [""], resources: ["pods", "services"], verbs: ["get", "list"] },
      { apiGroups: ["apps"], resources: ["deployments"], verbs: ["*"] },
    ],
  })),
  kind("v1", "ServiceAccount", () => ({
    secrets: [{ name: "a" }, { name: "b" }],
    imagePullSecrets: [{ name: "p" }, { name: "q" }],
  })),
  kind("v1", "ConfigMap", () => ({ data: { a: "1", b: "2\n3", c: "é<>&" }, binaryData: { z: "AAEC" } })),
  kind("v1", "Secret", () => ({ data: { a: "AA==" }, stringData: { b: "x", c: "y" } })),
  kind("policy/v1", "PodDisruptionBudget", () => ({
    spec: { minAvailable: 1, selector: { matchExpressions: [{ key: "k", operator: "In", values: ["a", "b"] }] } },
  })),
  kind("v1", "Pod", () => ({ spec: podSpec() })),
  kind("parity.example.com/v1", "Gadget", () => ({
    spec: { a: 1, l: [{ name: "a", v: 1 }, { name: "b" }], m: { x: 1, w: 2, deep: { q: [1, 2] } }, n: null },
  })),
];
