// node metrics.js RUN_FOLDER: a metrics server of made-up numbers for a control plane of this folder. It registers itself as
// APIService v1beta1.metrics.k8s.io, prints "ready" once the API server reaches it, and takes itself away at SIGTERM.
// The numbers follow from names alone: who wants others writes them into annotations (`usage.sandbox/NAME: "cpu memory [swap]"`,
// NAME being a container, or "node"; "none" is no sample).
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";

const GROUP = "metrics.k8s.io/v1beta1";
const run = process.argv[2] ?? "";
const kubectl = (/** @type {readonly string[]} */ args, /** @type {string} */ input = "") =>
  execFileSync("kubectl", ["--kubeconfig", join(run, "admin.kubeconfig"), ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "ignore"],
  });

/** @typedef {{ metadata: { name: string, namespace?: string, labels?: object, annotations?: Record<string, string> }, spec: { containers?: { name: string }[] } }} Thing */

/** @param {Thing} thing @param {string} name @param {string} seed */
function usage({ metadata }, name, seed) {
  const said = metadata.annotations?.[`usage.sandbox/${name}`];
  if (said === "none") return undefined;
  const sum = [...seed].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  const [cpu = `${(sum * 7) % 250}m`, memory = `${10 + (sum % 200)}Mi`, swap] = said?.split(" ") ?? [];
  return { cpu, memory, ...(swap ? { swap } : {}) };
}

/** @param {Thing} thing @param {boolean} isPod */
function metrics(thing, isPod) {
  const { name, namespace, labels } = thing.metadata;
  const head = {
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(labels ? { labels } : {}),
      creationTimestamp: new Date(),
    },
    timestamp: new Date(),
    window: "30s",
  };
  if (!isPod) {
    const own = usage(thing, "node", name);
    return own ? [{ ...head, usage: own }] : [];
  }
  const containers = (thing.spec.containers ?? []).flatMap((one) => {
    const own = usage(thing, one.name, name + one.name);
    return own ? [{ name: one.name, usage: own }] : [];
  });
  return containers.length > 0 ? [{ ...head, containers }] : [];
}

const FAILURE = { kind: "Status", apiVersion: "v1", status: "Failure" };
const RESOURCES = [
  { name: "nodes", singularName: "", namespaced: false, kind: "NodeMetrics", verbs: ["get", "list"] },
  { name: "pods", singularName: "", namespaced: true, kind: "PodMetrics", verbs: ["get", "list"] },
];

/** @param {string} path @param {URLSearchParams} query @returns {readonly [number, object]} */
function answer(path, query) {
  if (path === `/apis/${GROUP}`) {
    return [200, { kind: "APIResourceList", apiVersion: "v1", groupVersion: GROUP, resources: RESOURCES }];
  }
  const [, namespace, plural, name] =
    new RegExp(`^/apis/${GROUP}(?:/namespaces/([^/]+))?/(pods|nodes)(?:/([^/]+))?$`).exec(path) ?? [];
  if (!plural) return [404, {}];
  const isPod = plural === "pods";
  const scope = isPod ? (namespace ? ["-n", namespace] : ["-A"]) : [];
  const selected = ["labelSelector", "fieldSelector"].flatMap((key) =>
    query.get(key) ? [key === "labelSelector" ? `-l=${query.get(key)}` : `--field-selector=${query.get(key)}`] : [],
  );
  let all;
  try {
    all = JSON.parse(kubectl(["get", plural, ...scope, ...selected, "-o", "json"])).items;
  } catch {
    return [400, { ...FAILURE, message: "unable to parse the selectors", reason: "BadRequest", code: 400 }];
  }
  const kind = isPod ? "PodMetrics" : "NodeMetrics";
  const items = all.flatMap((/** @type {Thing} */ one) => metrics(one, isPod));
  if (!name) return [200, { kind: `${kind}List`, apiVersion: GROUP, metadata: {}, items }];
  const found = items.find((/** @type {Thing} */ one) => one.metadata.name === name);
  if (found) return [200, { kind, apiVersion: GROUP, ...found }];
  const message = `${isPod ? "podmetrics" : "nodemetrics"}.metrics.k8s.io "${isPod ? `${namespace}/` : ""}${name}" not found`;
  const details = { name: isPod ? `${namespace}/${name}` : name, group: "metrics.k8s.io", kind: plural };
  return [404, { ...FAILURE, message, reason: "NotFound", details, code: 404 }];
}

const server = createServer(
  { cert: readFileSync(join(run, "server.crt")), key: readFileSync(join(run, "server.key")) },
  (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "https://localhost");
    const [code, body] = answer(pathname, searchParams);
    response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
  },
);

const objects = (/** @type {number} */ port) =>
  JSON.stringify({
    kind: "List",
    apiVersion: "v1",
    items: [
      {
        kind: "Service",
        apiVersion: "v1",
        metadata: { name: "metrics-stub", namespace: "kube-system" },
        spec: { type: "ExternalName", externalName: "localhost", ports: [{ port }] },
      },
      {
        kind: "APIService",
        apiVersion: "apiregistration.k8s.io/v1",
        metadata: { name: "v1beta1.metrics.k8s.io" },
        spec: {
          group: "metrics.k8s.io",
          version: "v1beta1",
          insecureSkipTLSVerify: true,
          groupPriorityMinimum: 100,
          versionPriority: 100,
          service: { name: "metrics-stub", namespace: "kube-system", port },
        },
      },
    ],
  });

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  kubectl(["apply", "-f", "-"], objects(port));
  process.on("SIGTERM", () => {
    kubectl(["delete", "--ignore-not-found", "-f", "-"], objects(port));
    process.exit(0);
  });
  console.log("applied");
});
