// Small objects for the cases of scripts/patch/three-way.js.

/** @typedef {{ [key: string]: any }} Manifest */

export const labels = { app: "w" };

/** @param {Manifest} podSpec @param {Manifest} [spec] @returns {Manifest} */
export const deployment = (podSpec, spec = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "d", labels },
  spec: {
    replicas: 0,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: "a", image: "a:1" }], ...podSpec } },
    ...spec,
  },
});

/** @param {Manifest} container */
export const one = (container) => deployment({ containers: [{ name: "a", image: "a:1", ...container }] });

/** @param {Manifest} data @param {Manifest} [metadata] @returns {Manifest} */
export const configMap = (data, metadata = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "c", ...metadata },
  data,
});

/** @param {Manifest[]} ports @param {Manifest} [spec] @returns {Manifest} */
export const service = (ports, spec = {}) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "s" },
  spec: { selector: labels, ports, ...spec },
});

/** @param {Manifest} spec @returns {Manifest} */
export const widget = (spec) => ({
  apiVersion: "patchlab.example.com/v1",
  kind: "Widget",
  metadata: { name: "w" },
  spec,
});

/** @param {Manifest} spec @returns {Manifest} */
export const budget = (spec) => ({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata: { name: "b" },
  spec,
});

/** @param {Manifest} podSpec @param {Manifest} spec @returns {Manifest} */
export const cronJob = (podSpec, spec) => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name: "j" },
  spec: { jobTemplate: { spec: { template: { spec: podSpec } } }, ...spec },
});

/** @param {Manifest[]} rules @returns {Manifest} */
export const ingress = (rules) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "i" },
  spec: { defaultBackend: { service: { name: "s", port: { number: 80 } } }, rules, tls: [{ hosts: ["a.io"] }] },
});

/** @param {number} count */
export const many = (count) => Array.from({ length: count }, (_, at) => ({ name: `E${at}`, value: `${at}` }));

/** @param {(pod: Manifest) => Manifest} change @returns {(object: Manifest) => Manifest} */
export const inSpec = (change) => (object) => {
  const template = { ...object.spec.template, spec: change(object.spec.template.spec) };
  return { ...object, spec: { ...object.spec, template } };
};

/** @param {any} patch */
export const merge = (patch) => ({ type: "merge", patch });
/** @param {any} patch */
export const strategic = (patch) => ({ type: "strategic", patch });

/** @param {Manifest} spec */
export const inPod = (spec) => strategic({ spec: { template: { spec } } });

export const [a = {}, b = {}, c = {}] = ["a", "b", "c"].map((name) => ({ name, image: `${name}:1` }));
export const [A = {}, B = {}, C = {}] = ["A", "B", "C"].map((name) => ({ name, value: name }));
export const data = { name: "data", emptyDir: {} };
