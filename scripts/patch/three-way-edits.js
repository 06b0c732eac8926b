// What others than apply send: two-way patches.

import { A, a, B, b, budget, C, c, configMap, data, deployment, inSpec, labels, widget } from "./manifests.js";

/** @type {import("./three-way.js").ThreeWayCase[]} */
export const editCases = [
  {
    name: "edit: values changed, added, removed",
    original: configMap({ a: "1", b: "2" }, { labels: { x: "1" }, finalizers: ["x.io/a", "x.io/b"] }),
    edit: (object) => ({
      ...object,
      metadata: { ...object.metadata, labels: undefined, finalizers: ["x.io/c", "x.io/b"] },
      data: { b: "3", c: "4" },
    }),
  },
  {
    name: "edit: containers and their environments",
    original: deployment({
      containers: [{ ...a, env: [A, B], ports: [{ containerPort: 1 }] }, b, c],
      volumes: [data, { name: "cfg", configMap: { name: "c" } }],
    }),
    edit: inSpec((pod) => ({
      ...pod,
      containers: [pod.containers[2], { ...pod.containers[0], env: [C, B], ports: undefined, image: "a:2" }],
      volumes: [
        { name: "data", hostPath: { path: "/" } },
        { name: "new", emptyDir: {} },
      ],
      restartPolicy: undefined,
      dnsPolicy: "Default",
    })),
  },
  {
    name: "edit: only the order",
    original: deployment({ containers: [a, b] }),
    edit: inSpec((pod) => ({ ...pod, containers: [...pod.containers].reverse() })),
  },
  {
    name: "edit: the strategy",
    original: deployment({}),
    edit: (object) => ({ ...object, spec: { ...object.spec, strategy: { type: "Recreate" }, replicas: 1 } }),
  },
  {
    name: "edit: a selector that is replaced, another field",
    original: budget({ minAvailable: 1, selector: { matchLabels: labels } }),
    edit: (object) => ({ ...object, spec: { ...object.spec, minAvailable: 3 } }),
  },
  {
    name: "edit: a custom resource",
    original: widget({ size: 1, list: [{ name: "a" }], map: { a: "1", b: { x: 1, y: 2 } } }),
    edit: (object) => ({ ...object, spec: { list: [], map: { b: { x: 1, z: null } }, size: "1" } }),
  },
];
