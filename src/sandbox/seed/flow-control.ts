import type { JsonObject, KubeObject } from "../../core/object.ts";

const MANAGED: JsonObject = { annotations: { "apf.kubernetes.io/autoupdate-spec": "true" } };

/** Name, shares, percent that may be lent, and queues with hand size where requests wait instead of being refused. */
const LEVELS: readonly (readonly [string, number, number, number?, number?])[] = [
  ["catch-all", 5, 0],
  ["global-default", 20, 50, 128, 6],
  ["leader-election", 10, 0, 16, 4],
  ["node-high", 40, 25, 64, 6],
  ["system", 30, 33, 64, 6],
  ["workload-high", 40, 50, 128, 6],
  ["workload-low", 100, 90, 128, 6],
];

/** The priority levels of a new cluster. */
export const priorityLevels: readonly KubeObject[] = [
  {
    metadata: { name: "exempt", ...MANAGED },
    spec: { type: "Exempt", exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } },
  },
  ...LEVELS.map(([name, nominalConcurrencyShares, lendablePercent, queues, handSize]) => ({
    metadata: { name, ...MANAGED },
    spec: {
      type: "Limited",
      limited: {
        nominalConcurrencyShares,
        limitResponse: queues
          ? { type: "Queue", queuing: { queues, handSize: handSize ?? 1, queueLengthLimit: 50 } }
          : { type: "Reject" },
        lendablePercent,
      },
    },
  })),
];

const group = (name: string): JsonObject => ({ kind: "Group", group: { name } });
const user = (name: string): JsonObject => ({ kind: "User", user: { name } });
const systemAccounts: JsonObject = { kind: "ServiceAccount", serviceAccount: { namespace: "kube-system", name: "*" } };
const everybody = [group("system:unauthenticated"), group("system:authenticated")];
const managers = [user("system:kube-controller-manager"), user("system:kube-scheduler")];

const resources = (apiGroup: string, names: string[], verbs = ["*"]): JsonObject => ({
  verbs,
  apiGroups: [apiGroup],
  resources: names,
  ...(names.includes("leases") ? {} : { clusterScope: true }),
  namespaces: ["*"],
});
const urls = (paths: string[], verbs = ["*"]): JsonObject => ({ verbs, nonResourceURLs: paths });
const leases = (verbs?: string[]): JsonObject => resources("coordination.k8s.io", ["leases"], verbs);

const anything = (subjects: readonly JsonObject[]): JsonObject => ({
  subjects: [...subjects],
  resourceRules: [resources("*", ["*"])],
  nonResourceRules: [urls(["*"])],
});

/** Name, level, precedence, what tells flows apart, and whose requests they are. */
const SCHEMAS: readonly (readonly [string, string, number, string, JsonObject])[] = [
  ["exempt", "exempt", 1, "", anything([group("system:masters")])],
  [
    "probes",
    "exempt",
    2,
    "",
    { subjects: everybody, nonResourceRules: [urls(["/healthz", "/readyz", "/livez"], ["get"])] },
  ],
  [
    "system-leader-election",
    "leader-election",
    100,
    "ByUser",
    { subjects: [...managers, systemAccounts], resourceRules: [leases(["get", "create", "update"])] },
  ],
  [
    "system-node-high",
    "node-high",
    400,
    "ByUser",
    { subjects: [group("system:nodes")], resourceRules: [resources("", ["nodes", "nodes/status"]), leases()] },
  ],
  ["system-nodes", "system", 500, "ByUser", anything([group("system:nodes")])],
  ["kube-controller-manager", "workload-high", 800, "ByNamespace", anything([user("system:kube-controller-manager")])],
  ["kube-scheduler", "workload-high", 800, "ByNamespace", anything([user("system:kube-scheduler")])],
  ["kube-system-service-accounts", "workload-high", 900, "ByNamespace", anything([systemAccounts])],
  ["service-accounts", "workload-low", 9000, "ByUser", anything([group("system:serviceaccounts")])],
  ["global-default", "global-default", 9900, "ByUser", anything(everybody)],
  ["catch-all", "catch-all", 10000, "ByUser", anything(everybody)],
];

/** The flow schemas of a new cluster; `now` is an RFC 3339 time. */
export const flowSchemas = (now: string): readonly KubeObject[] =>
  SCHEMAS.map(([name, level, matchingPrecedence, method, rule]) => ({
    kind: "FlowSchema",
    apiVersion: "flowcontrol.apiserver.k8s.io/v1",
    metadata: { name, generation: 1, ...MANAGED },
    spec: {
      priorityLevelConfiguration: { name: level },
      matchingPrecedence,
      ...(method ? { distinguisherMethod: { type: method } } : {}),
      rules: [rule],
    },
    status: {
      conditions: [
        {
          type: "Dangling",
          status: "False",
          lastTransitionTime: now,
          reason: "Found",
          message: `This FlowSchema references the PriorityLevelConfiguration object named "${level}" and it exists`,
        },
      ],
    },
  }));
