import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject, type KubeObject, kindOf, stringMapOf } from "../core/object.ts";

/** What an object says of how it could be reached. */
export interface Exposed {
  readonly labels: Readonly<Record<string, string>>;
  /** Throws where the object selects nothing that a service could select. */
  selector(): Record<string, string>;
  readonly ports: readonly ExposedPort[];
}

export interface ExposedPort {
  readonly port: number;
  readonly protocol: string;
}

/** Reads an object that a service may stand before; throws kubectl's error for other kinds. */
export function exposed(object: KubeObject): Exposed {
  const read = KINDS[`${String(object.apiVersion).split("/")[0]} ${kindOf(object)}`];
  if (!read) throw new CliError(`cannot expose a ${kindOf(object)}`);
  return { labels: stringMapOf(object, "labels"), selector: () => read.selector(object), ports: read.ports(object) };
}

interface Reading {
  selector(object: KubeObject): Record<string, string>;
  ports(object: KubeObject): ExposedPort[];
}

const at = (value: Json | undefined, ...keys: string[]): Json | undefined =>
  keys.reduce<Json | undefined>((here, key) => (isObject(here) ? here[key] : undefined), value);

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const asPort = (port: Json | undefined, protocol: Json | undefined): ExposedPort => ({
  port: Number(port ?? 0),
  protocol: typeof protocol === "string" && protocol !== "" ? protocol : "TCP",
});

const containerPorts = (podSpec: Json | undefined): ExposedPort[] =>
  list(at(podSpec, "containers")).flatMap((container) =>
    list(container.ports).map(({ containerPort, protocol }) => asPort(containerPort, protocol)),
  );

const templatePorts = (object: KubeObject): ExposedPort[] => containerPorts(at(object, "spec", "template", "spec"));

const plainSelector = (what: string) => (object: KubeObject) => {
  const selector = at(object, "spec", "selector");
  if (!isObject(selector) || Object.keys(selector).length === 0) throw new CliError(what);
  return selector as Record<string, string>;
};

const matchedSelector = (kind: string) => (object: KubeObject) => {
  const selector = at(object, "spec", "selector");
  if (!isObject(selector)) throw new CliError(`invalid ${kind}: no selectors, therefore cannot be exposed`);
  const expressions = list(selector.matchExpressions);
  if (expressions.length > 0) {
    const texts = expressions.map(
      ({ key, operator, values }) =>
        `{Key:${key} Operator:${operator} Values:[${Array.isArray(values) ? values.join(" ") : ""}]}`,
    );
    throw new CliError(`couldn't convert expressions - "[${texts.join(" ")}]" to map-based selector format`);
  }
  return (isObject(selector.matchLabels) ? selector.matchLabels : {}) as Record<string, string>;
};

const deployment: Reading = { selector: matchedSelector("deployment"), ports: templatePorts };
const replicaSet: Reading = { selector: matchedSelector("replicaset"), ports: templatePorts };

const KINDS: Readonly<Record<string, Reading>> = {
  "v1 Pod": {
    selector: (object) => {
      const labels = stringMapOf(object, "labels");
      if (Object.keys(labels).length > 0) return labels;
      throw new CliError("the pod has no labels and cannot be exposed");
    },
    ports: (object) => containerPorts(object.spec),
  },
  "v1 Service": {
    selector: plainSelector("the service has no pod selector set"),
    ports: (object) => list(at(object, "spec", "ports")).map(({ port, protocol }) => asPort(port, protocol)),
  },
  "v1 ReplicationController": {
    selector: plainSelector("the replication controller has no selector set"),
    ports: templatePorts,
  },
  "apps Deployment": deployment,
  "extensions Deployment": deployment,
  "apps ReplicaSet": replicaSet,
  "extensions ReplicaSet": replicaSet,
};
