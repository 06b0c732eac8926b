// Applies of objects with containers.

import { A, a, B, b, C, c, cronJob, data, deployment, inPod, many, one, strategic } from "./manifests.js";

/** @type {import("./three-way.js").ThreeWayCase[]} */
export const podCases = [
  { name: "an image changed", original: deployment({}), modified: one({ image: "a:2" }) },
  {
    name: "a container added before, a container of others",
    original: deployment({ containers: [a, b] }),
    live: inPod({ containers: [{ name: "sidecar", image: "s:1" }] }),
    modified: deployment({ containers: [c, a, { ...b, image: "b:2" }] }),
  },
  {
    name: "a container removed, the others reordered",
    original: deployment({ containers: [a, b, c], initContainers: [{ name: "i", image: "i:1" }] }),
    modified: deployment({ containers: [c, a] }),
  },
  {
    name: "a container removed that others already removed",
    original: deployment({ containers: [a, b] }),
    live: inPod({ containers: [{ name: "b", $patch: "delete" }] }),
    modified: deployment({ containers: [{ ...a, args: ["x"] }] }),
  },
  {
    name: "nothing changed but the order",
    original: deployment({ containers: [a, b] }),
    modified: deployment({ containers: [b, a] }),
  },
  {
    name: "env: changed, added, removed, one of others",
    original: one({ env: [A, B, C] }),
    live: inPod({ containers: [{ name: "a", env: [{ name: "OTHER", value: "o" }] }] }),
    modified: one({ env: [C, { name: "N", value: "n" }, { ...A, value: "2" }] }),
  },
  {
    name: "env: a value becomes a reference",
    original: one({ env: [A, B] }),
    modified: one({ env: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }, B] }),
  },
  { name: "env: gone as a whole", original: one({ env: [A, B] }), modified: one({}) },
  { name: "env: emptied", original: one({ env: [A, B] }), modified: one({ env: [] }) },
  {
    name: "ports: the same number twice",
    original: one({
      ports: [
        { containerPort: 53, protocol: "UDP" },
        { containerPort: 53, protocol: "TCP" },
      ],
    }),
    modified: one({
      ports: [
        { containerPort: 53, protocol: "TCP" },
        { containerPort: 80, name: "http" },
      ],
    }),
  },
  {
    name: "command, args, tolerations and resources",
    original: deployment({
      containers: [{ ...a, command: ["x"], args: ["1", "2"], resources: { limits: { cpu: "1", memory: "1Gi" } } }],
      tolerations: [{ key: "k", operator: "Exists" }],
      nodeSelector: { disk: "ssd", zone: "a" },
    }),
    live: strategic({ spec: { replicas: 2, template: { metadata: { annotations: { restarted: "now" } } } } }),
    modified: deployment(
      {
        containers: [{ ...a, args: ["2", "3"], resources: { limits: { cpu: "2" }, requests: { memory: "1Gi" } } }],
        tolerations: [],
        nodeSelector: { zone: "b" },
      },
      { minReadySeconds: 5 },
    ),
  },
  {
    name: "a volume changes its source, a mount its path",
    original: deployment({
      containers: [{ ...a, volumeMounts: [{ name: "data", mountPath: "/data" }] }],
      volumes: [data, { name: "cfg", configMap: { name: "c" } }],
    }),
    modified: deployment({
      containers: [{ ...a, volumeMounts: [{ name: "data", mountPath: "/other", readOnly: true }] }],
      volumes: [
        { name: "data", hostPath: { path: "/x" } },
        { name: "cfg", configMap: { name: "d", optional: true } },
      ],
    }),
  },
  {
    name: "a volume removed, one added",
    original: deployment({ volumes: [data, { name: "tmp", emptyDir: {} }] }),
    modified: deployment({ volumes: [{ name: "new", secret: { secretName: "s" } }, data] }),
  },
  {
    name: "the strategy becomes Recreate",
    original: deployment({}, { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } }),
    modified: deployment({}, { strategy: { type: "Recreate" } }),
  },
  {
    name: "the strategy first named",
    original: deployment({}),
    modified: deployment({}, { strategy: { rollingUpdate: { maxUnavailable: 0 } } }),
  },
  {
    name: "a strategy member removed",
    original: deployment(
      {},
      { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } },
    ),
    modified: deployment({}, { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 2 } } }),
  },
  {
    name: "pull secrets, host aliases, spread constraints, dns, affinity",
    original: deployment({
      imagePullSecrets: [{ name: "p1" }, { name: "p2" }],
      hostAliases: [{ ip: "1.1.1.1", hostnames: ["a", "b"] }],
      topologySpreadConstraints: [{ topologyKey: "zone", maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" }],
      dnsConfig: { nameservers: ["1.1.1.1"], options: [{ name: "ndots", value: "2" }] },
      securityContext: { supplementalGroups: [1, 2], runAsUser: 5 },
    }),
    modified: deployment({
      imagePullSecrets: [{ name: "p3" }, { name: "p2" }],
      hostAliases: [
        { ip: "1.1.1.1", hostnames: ["a"] },
        { ip: "2.2.2.2", hostnames: ["z"] },
      ],
      topologySpreadConstraints: [{ topologyKey: "zone", maxSkew: 2, whenUnsatisfiable: "ScheduleAnyway" }],
      dnsConfig: { nameservers: ["2.2.2.2", "1.1.1.1"], options: [{ name: "ndots", value: "3" }] },
      securityContext: { supplementalGroups: [2] },
    }),
  },
  {
    name: "the strategy's type named and not changed",
    original: deployment({}, { strategy: { type: "RollingUpdate" } }),
    modified: deployment({}, { strategy: { type: "RollingUpdate" }, minReadySeconds: 1 }),
  },
  {
    name: "an empty strategy",
    original: deployment({}, { strategy: {} }),
    modified: deployment({}, { strategy: {}, minReadySeconds: 1 }),
  },
  {
    name: "volumes not changed, one of others, one changed by others",
    original: deployment({ volumes: [data, { name: "cfg", configMap: { name: "c" } }] }),
    live: inPod({
      volumes: [
        { name: "other", emptyDir: {} },
        { name: "data", emptyDir: null, hostPath: { path: "/o" } },
      ],
    }),
    modified: deployment({ volumes: [data, { name: "cfg", configMap: { name: "c" } }] }),
  },
  {
    name: "deletions and changes meet in two containers and their environments",
    original: deployment({
      containers: [
        { ...a, env: [A, B], args: ["x"], stdin: true },
        { ...b, env: [B, C], ports: [{ containerPort: 1 }, { containerPort: 2 }] },
        c,
      ],
    }),
    modified: deployment({
      containers: [
        { name: "n", image: "n:1" },
        { ...b, image: "b:2", env: [C, A], ports: [{ containerPort: 2, name: "two" }] },
        { ...a, env: [{ ...B, value: "2" }] },
      ],
    }),
  },
  {
    name: "deletions in two containers, a change in one, the order as it was",
    original: deployment({ containers: [{ ...a, env: [A, B] }, { ...b, env: [A, B] }, c] }),
    modified: deployment({
      containers: [
        { ...a, env: [A] },
        { ...b, env: [B] },
        { ...c, image: "c:2" },
      ],
    }),
  },
  {
    name: "deletions in the second container, a change in the first",
    original: deployment({ containers: [a, { ...b, env: [A, B] }] }),
    modified: deployment({
      containers: [
        { ...a, tty: true },
        { ...b, env: [B] },
      ],
    }),
  },
  {
    name: "a change in the second container, deletions in the first, reordered",
    original: deployment({ containers: [{ ...a, env: [A, B] }, b, c] }),
    modified: deployment({
      containers: [
        { ...c, tty: true },
        { ...a, env: [B] },
        { ...b, tty: true },
      ],
    }),
  },
  {
    name: "a number becomes a text, a map null, an empty map stays",
    original: one({
      livenessProbe: { httpGet: { port: 80, path: "/" }, periodSeconds: 5 },
      resources: { limits: { cpu: 1 } },
      securityContext: {},
    }),
    modified: one({
      livenessProbe: { httpGet: { port: "http" }, periodSeconds: 6 },
      resources: null,
      securityContext: {},
    }),
  },
  {
    name: "a cron job's deep containers",
    original: cronJob({ containers: [a, b], restartPolicy: "Never" }, { schedule: "* * * * *", suspend: true }),
    modified: cronJob({ containers: [{ ...b, image: "b:2" }], restartPolicy: "OnFailure" }, { schedule: "1 * * * *" }),
  },
  {
    name: "many env variables, shuffled, some of them gone",
    original: one({ env: many(15) }),
    modified: one({
      env: many(18)
        .reverse()
        .filter(({ name }) => name !== "E3" && name !== "E10"),
    }),
  },
  {
    name: "a field gone from the first container, a container added after it",
    original: deployment({ containers: [{ ...a, tty: true }] }),
    modified: deployment({ containers: [a, b] }),
  },
  {
    name: "an emptied list in the first container, a container added after it",
    original: deployment({ containers: [{ ...a, env: [A] }] }),
    modified: deployment({ containers: [{ ...a, env: [] }, b] }),
  },
  {
    name: "fields gone from two containers, one removed, others changed and added, reordered",
    original: deployment({ containers: [{ ...a, tty: true }, b, { ...c, stdin: true }, { name: "d", image: "d:1" }] }),
    live: inPod({ containers: [{ name: "other", image: "o:1" }] }),
    modified: deployment({
      containers: [{ name: "n", image: "n:1" }, c, { name: "d", image: "d:2" }, { name: "m", image: "m:1" }, a],
    }),
  },
  {
    name: "a field gone from the last container, one removed, the first changed",
    original: deployment({ containers: [a, b, { ...c, tty: true }] }),
    modified: deployment({ containers: [{ ...a, image: "a:2" }, c] }),
  },
  {
    name: "ports: the same number twice, a field gone from another",
    original: one({
      ports: [
        { containerPort: 53, protocol: "UDP" },
        { containerPort: 53, protocol: "TCP" },
        { containerPort: 80, name: "http" },
      ],
    }),
    modified: one({ ports: [{ containerPort: 53, protocol: "TCP" }, { containerPort: 80 }, { containerPort: 81 }] }),
  },
  {
    name: "others have already added the container",
    original: deployment({ containers: [a] }),
    live: inPod({ containers: [b], "$setElementOrder/containers": [{ name: "a" }, { name: "b" }] }),
    modified: deployment({ containers: [a, b] }),
  },
];
