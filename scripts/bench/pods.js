// Fills a cluster with pods as large as real ones (7 KB of JSON), straight through the API.
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { dirname, join } from "node:path";
import { COUNTS, DESCRIBED, NODE, namespaceOf, WRITES } from "./cases.js";

const PARALLEL = 24;

/** @typedef {(method: string, path: string, body?: object) => Promise<number>} Send answers with the HTTP status */

/** Makes the namespaces of the benchmark; those that are full already are left alone. @param {string} kubeconfig of `test/cluster/up.sh` */
export async function fillCluster(kubeconfig) {
  const send = sender(kubeconfig);
  await send("POST", "/api/v1/namespaces", { metadata: { name: WRITES } });
  const amounts = { cpu: "64", memory: "256Gi", pods: "250" };
  await send("POST", "/api/v1/nodes", {
    metadata: { name: NODE },
    status: { capacity: amounts, allocatable: amounts },
  });
  for (const count of [...COUNTS, DESCRIBED]) {
    const namespace = namespaceOf(count);
    const marker = `/api/v1/namespaces/${namespace}/configmaps/full`;
    if ((await send("GET", marker)) === 200) continue;
    console.error(`creating ${count} pods ...`);
    await send("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
    while ((await send("GET", `/api/v1/namespaces/${namespace}/serviceaccounts/default`)) !== 200) await pause();
    let next = 0;
    const worker = async () => {
      while (next < count) await createPod(send, namespace, next++);
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    await send("POST", `/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name: "full" } });
  }
}

/** @param {Send} send @param {string} namespace @param {number} number */
async function createPod(send, namespace, number) {
  const body = pod(`web-${String(number).padStart(5, "0")}`);
  // Nobody runs the node, and nobody is to leave it for that.
  const standing = { nodeName: NODE, tolerations: [{ operator: "Exists" }] };
  if (namespace === namespaceOf(DESCRIBED)) Object.assign(body.spec, standing);
  for (let tries = 1; ; tries++) {
    const status = await send("POST", `/api/v1/namespaces/${namespace}/pods`, body);
    if (status === 201 || status === 409) return;
    if (tries === 5) throw new Error(`creating a pod in ${namespace}: HTTP ${status}`);
    await pause();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 200));

/** A pod that no scheduler looks at. @param {string} name */
function pod(name) {
  const labels = {
    app: "web",
    "app.kubernetes.io/name": "web",
    "app.kubernetes.io/part-of": "shop",
    "pod-template-hash": "7887448d46",
  };
  const container = (/** @type {string} */ title) => ({
    name: title,
    image: `registry.example.com/shop/${title}:1.27.3`,
    args: ["--listen=:8080", "--log-format=json", `--service=${title}`],
    ports: [{ name: "http", containerPort: 8080 }],
    env: Array.from({ length: 14 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}-of-${title}` })),
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    readinessProbe: { httpGet: { path: "/ready", port: "http" }, periodSeconds: 5 },
    livenessProbe: { httpGet: { path: "/alive", port: "http" }, initialDelaySeconds: 10 },
    volumeMounts: [{ name: "settings", mountPath: "/etc/shop" }],
  });
  return {
    metadata: {
      name,
      labels,
      annotations: {
        "example.com/checksum": "0123456789abcdef".repeat(4),
        "example.com/note": "as deployed ".repeat(20),
      },
    },
    spec: {
      schedulerName: "nobody",
      containers: [container("server"), container("proxy")],
      volumes: [{ name: "settings", configMap: { name: "settings" } }],
      tolerations: [{ key: "example.com/dedicated", operator: "Exists", effect: "NoSchedule" }],
    },
  };
}

/** @param {string} kubeconfig @returns {Send} */
function sender(kubeconfig) {
  const file = (/** @type {string} */ name) => readFileSync(join(dirname(kubeconfig), name));
  const agent = new Agent({
    keepAlive: true,
    maxSockets: PARALLEL,
    ca: file("ca.crt"),
    cert: file("admin.crt"),
    key: file("admin.key"),
  });
  const server = /https:\/\/[^\s",}]+/.exec(file("admin.kubeconfig").toString())?.[0];
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const url = `${server}${path}`;
      const sent = request(url, { method, agent, headers: { "content-type": "application/json" } }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      sent.on("error", reject).end(body && JSON.stringify(body));
    });
}
