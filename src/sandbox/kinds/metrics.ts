import type { KubeObject } from "../../core/object.ts";
import type { Store } from "../store/store.ts";
import type { Kind } from "./kind.ts";

/** Where the group's registration is kept: while it is there, metrics are served. */
export const API_SERVICES = "apiservices.apiregistration.k8s.io";
const NAME = "v1beta1.metrics.k8s.io";

const metricsKind = (plural: string, kind: string, namespaced: boolean): Kind => ({
  key: `${plural}.metrics.k8s.io`,
  group: "metrics.k8s.io",
  version: "v1beta1",
  kind,
  plural,
  singular: "",
  namespaced,
  verbs: ["get", "list"],
  shortNames: [],
  categories: [],
  subresources: [],
});

const KINDS = [metricsKind("nodes", "NodeMetrics", false), metricsKind("pods", "PodMetrics", true)];

/** The types of the metrics API, when it is registered. */
export const metricsKinds = (store: Store): readonly Kind[] => (store.get(API_SERVICES, "", NAME) ? KINDS : []);

export const isMetrics = ({ group }: Kind): boolean => group === "metrics.k8s.io";

/** What a metrics server registers; `now` is an RFC 3339 time. */
export const metricsApiService = (now: string): KubeObject => ({
  kind: "APIService",
  apiVersion: "apiregistration.k8s.io/v1",
  metadata: { name: NAME, labels: { "k8s-app": "metrics-server" } },
  spec: {
    group: "metrics.k8s.io",
    version: "v1beta1",
    groupPriorityMinimum: 100,
    versionPriority: 100,
    insecureSkipTLSVerify: true,
    service: { name: "metrics-server", namespace: "kube-system", port: 443 },
  },
  status: {
    conditions: [
      { type: "Available", status: "True", lastTransitionTime: now, reason: "Passed", message: "all checks passed" },
    ],
  },
});
