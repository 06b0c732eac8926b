// Applies of all other objects, custom resources among them.

import { budget, configMap, ingress, labels, merge, service, widget } from "./manifests.js";

/** @type {import("./three-way.js").ThreeWayCase[]} */
export const objectCases = [
  {
    name: "values changed, added, removed; a value of others stays",
    original: configMap({ a: "1", b: "2", z: "9" }),
    live: merge({ data: { other: "x", a: "7" }, metadata: { labels: { other: "y" } } }),
    modified: configMap({ a: "1", b: "3", n: "<&>" }, { labels: { new: "l" } }),
  },
  {
    name: "all data removed",
    original: configMap({ a: "1" }),
    modified: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" } },
  },
  {
    name: "annotations removed that others already removed",
    original: configMap({}, { annotations: { x: "1", y: "2" }, labels: { q: "r" } }),
    live: merge({ metadata: { annotations: { x: null }, labels: null } }),
    modified: configMap({}, { annotations: {} }),
  },
  {
    name: "nulls in the manifest",
    original: configMap({ a: "1", b: "2" }, { labels: { q: "r" } }),
    modified: { ...configMap({ a: "1", b: "2" }, { labels: null }), binaryData: null, immutable: null },
  },
  {
    name: "finalizers: one removed, one added, one of others",
    original: configMap({}, { finalizers: ["x.io/a", "x.io/b"] }),
    live: merge({ metadata: { finalizers: ["x.io/a", "x.io/b", "x.io/other"] } }),
    modified: configMap({}, { finalizers: ["x.io/c", "x.io/b"] }),
  },
  {
    name: "finalizers: all removed",
    original: configMap({}, { finalizers: ["x.io/a", "x.io/b"] }),
    modified: configMap({}, { finalizers: [] }),
  },
  {
    name: "service ports and selector",
    original: service([
      { name: "http", port: 80 },
      { name: "https", port: 443, targetPort: 8443 },
    ]),
    modified: service(
      [
        { name: "https", port: 443, targetPort: 9443 },
        { name: "dns", port: 53, protocol: "UDP" },
      ],
      {
        selector: { app: "v", tier: "f" },
        sessionAffinity: "ClientIP",
      },
    ),
  },
  {
    name: "service ports: one number, two protocols",
    original: service([
      { name: "u", port: 53, protocol: "UDP" },
      { name: "t", port: 53, protocol: "TCP" },
    ]),
    modified: service([
      { name: "u", port: 53, protocol: "UDP" },
      { name: "t2", port: 53, protocol: "TCP" },
    ]),
  },
  {
    name: "a service account's secrets",
    original: {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "sa" },
      secrets: [{ name: "s1" }, { name: "s2" }],
      imagePullSecrets: [{ name: "p" }],
    },
    live: merge({ secrets: [{ name: "s1" }, { name: "s2" }, { name: "token" }] }),
    modified: {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "sa" },
      secrets: [{ name: "s2" }, { name: "s3" }],
    },
  },
  {
    name: "a disruption budget's selector is replaced",
    original: {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "b" },
      spec: { minAvailable: 1, selector: { matchLabels: { app: "w", tier: "f" } } },
    },
    modified: {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "b" },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: "v" } } },
    },
  },
  {
    name: "rules of a role are replaced",
    original: {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "r" },
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
    },
    modified: {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "r" },
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }],
    },
  },
  {
    name: "custom resource: a merge patch",
    original: widget({ size: 1, list: [{ name: "a" }], map: { a: "1", b: { x: 1, y: 2 } }, gone: { deep: true } }),
    live: merge({ spec: { other: 5, list: [{ name: "a" }, { name: "b" }], map: { z: "9" } } }),
    modified: widget({ size: 2, list: [{ name: "a" }], map: { b: { y: 3 } }, new: { empty: {}, nil: null } }),
  },
  {
    name: "custom resource: lists equal to the server's, a map that becomes a text",
    original: widget({ list: [1], map: { a: "1" }, keep: true }),
    live: merge({ spec: { list: [1, 2] } }),
    modified: widget({ list: [1, 2], map: "text" }),
  },
  {
    name: "a replaced selector that did not change",
    original: budget({ minAvailable: 1, selector: { matchLabels: labels } }),
    modified: budget({ minAvailable: 2, selector: { matchLabels: labels } }),
  },
  {
    name: "finalizers: only the order",
    original: configMap({ a: "1" }, { finalizers: ["x.io/a", "x.io/b"] }),
    modified: configMap({ a: "1" }, { finalizers: ["x.io/b", "x.io/a"] }),
  },
  {
    name: "finalizers: gone as a field, one of others",
    original: configMap({ a: "1" }, { finalizers: ["x.io/a"] }),
    live: merge({ metadata: { finalizers: ["x.io/a", "x.io/other"] } }),
    modified: configMap({ a: "1" }),
  },
  {
    name: "finalizers: first named",
    original: configMap({ a: "1" }),
    modified: configMap({ a: "1" }, { finalizers: ["x.io/b", "x.io/a"] }),
  },
  {
    name: "an ingress: atomic rules and tls",
    original: ingress([{ host: "a.io" }, { host: "b.io" }]),
    modified: ingress([{ host: "b.io" }]),
  },
  {
    name: "finalizers: not sorted and not changed",
    original: configMap({ a: "1" }, { finalizers: ["x.io/b", "x.io/a"] }),
    modified: configMap({ a: "2" }, { finalizers: ["x.io/b", "x.io/a"] }),
  },
  {
    name: "finalizers: others have changed the order",
    original: configMap({ a: "1" }, { finalizers: ["x.io/a", "x.io/b"] }),
    live: merge({ metadata: { finalizers: ["x.io/b", "x.io/a"] } }),
    modified: configMap({ a: "2" }, { finalizers: ["x.io/a", "x.io/b"] }),
  },
];
