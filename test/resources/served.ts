import type { Resource, ServedApi } from "../../src/client/resource.ts";

const VERBS = ["create", "delete", "get", "list", "patch", "watch"];

interface Parts {
  readonly singular?: string;
  readonly short?: readonly string[];
  readonly in?: readonly string[];
  readonly cluster?: boolean;
}

/** Describes a resource: "apps/v1 deployments Deployment" and what is special about it. */
function resource(line: string, { singular, short = [], in: categories = [], cluster = false }: Parts = {}): Resource {
  const [groupVersion = "", plural = "", kind = ""] = line.split(" ");
  const [version = "", group = ""] = groupVersion.split("/").reverse();
  return {
    ...{ group, version, plural, kind, categories },
    ...{
      singular: singular ?? kind.toLowerCase(),
      shortNames: short,
      namespaced: !cluster,
      verbs: VERBS,
      subresources: [],
    },
  };
}

const groups: readonly (readonly [name: string, ...versions: string[]])[] = [
  ["", "v1"],
  ["apps", "v1"],
  ["events.k8s.io", "v1"],
  ["batch", "v1", "v1beta1"],
  ["autoscaling", "v2", "v1"],
  ["example.com", "v1beta1", "v1"],
  ["other.example.com", "v1"],
  ["metrics.k8s.io", "v1beta1"],
  ["foo.io", "v1alpha1"],
];

/**
 * What a small server serves. kubectl 1.36.3 was asked for every word of the tables in front of a server with exactly
 * these resources; the paths it then requested are the expected values.
 */
export const served: ServedApi = {
  groups: groups.map(([name, ...versions]) => ({ name, versions, preferred: versions[0] as string })),
  resources: [
    resource("v1 configmaps ConfigMap", { short: ["cm"] }),
    resource("v1 events Event", { short: ["ev"] }),
    resource("v1 nodes Node", { short: ["no"], cluster: true }),
    resource("v1 pods Pod", { short: ["po"], in: ["all"] }),
    resource("v1 services Service", { short: ["svc"], in: ["all"] }),
    resource("apps/v1 deployments Deployment", { short: ["deploy"], in: ["all"] }),
    resource("events.k8s.io/v1 events Event", { short: ["ev"] }),
    resource("batch/v1 cronjobs CronJob", { short: ["cj"], in: ["all"] }),
    resource("batch/v1 jobs Job", { in: ["all"] }),
    resource("batch/v1beta1 cronjobs CronJob", { short: ["cj"], in: ["all"] }),
    resource("batch/v1beta1 oldjobs OldJob", { short: ["oj"], in: ["all"] }),
    resource("autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler", { short: ["hpa"] }),
    resource("autoscaling/v1 horizontalpodautoscalers HorizontalPodAutoscaler", { short: ["hpa"] }),
    resource("example.com/v1beta1 widgets Widget", { short: ["wd", "po"], in: ["ex"] }),
    resource("example.com/v1 widgets Widget", { short: ["wd", "po"], in: ["ex"] }),
    resource("example.com/v1 foos Foo", { short: ["f", "w2"], in: ["ex"], cluster: true }),
    resource("example.com/v1 foobars FooBar", { singular: "bar" }),
    resource("example.com/v1 ex Exy"),
    resource("other.example.com/v1 widgets Widget", { short: ["wd", "w2"], in: ["ex"] }),
    resource("other.example.com/v1 pod PodThing"),
    resource("metrics.k8s.io/v1beta1 nodes NodeMetrics", { singular: "", cluster: true }),
    resource("metrics.k8s.io/v1beta1 pods PodMetrics", { singular: "" }),
    resource("foo.io/v1alpha1 deployments Deployment", { short: ["deploy"] }),
    resource("foo.io/v1alpha1 solos Solo", { in: ["one"] }),
    resource("foo.io/v1alpha1 po Po", { singular: "" }),
  ],
};

/** "apps/v1 deployments", or "v1 pods" for the core group. */
export const address = ({ group, version, plural }: Resource): string =>
  `${group === "" ? version : `${group}/${version}`} ${plural}`;
