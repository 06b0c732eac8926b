import { expect, test } from "vitest";
import type { JsonObject } from "../../src/core/object.ts";
import { templateChanges } from "../../src/rollout/template-diff.ts";

const template = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({ metadata, spec });
const container = (more: JsonObject): JsonObject => ({ name: "web", image: "nginx:1", ...more });

test.each<[string, JsonObject, JsonObject, string[]]>([
  [
    "an image",
    template({ containers: [container({})] }),
    template({ containers: [container({ image: "nginx:2" })] }),
    ["containers[web].image: nginx:1 -> nginx:2"],
  ],
  [
    "variables",
    template({
      containers: [
        container({
          env: [
            { name: "A", value: "1" },
            { name: "B", value: "x y" },
          ],
        }),
      ],
    }),
    template({
      containers: [
        container({
          env: [
            { name: "C", value: "" },
            { name: "A", value: "2" },
          ],
        }),
      ],
    }),
    ["containers[web].env[A]: 1 -> 2", '- containers[web].env[B]: "x y"', '+ containers[web].env[C]: ""'],
  ],
  [
    "a container before another",
    template({ containers: [container({})] }),
    template({ containers: [{ name: "side", image: "s:1" }, container({})] }),
    ["+ containers[side].image: s:1"],
  ],
  [
    "labels and annotations, but not the hash",
    template({}, { labels: { app: "x", "pod-template-hash": "1" } }),
    template({}, { labels: { app: "x", "pod-template-hash": "2" }, annotations: { "a.b/c": "1" } }),
    ["+ metadata.annotations[a.b/c]: 1"],
  ],
  [
    "ports, commands and empty objects",
    template({
      containers: [container({ ports: [{ containerPort: 80, protocol: "TCP" }], command: ["a"] })],
      volumes: [{ name: "v", emptyDir: {} }],
    }),
    template({
      containers: [container({ ports: [{ containerPort: 80, protocol: "TCP", name: "http" }], command: ["a", "b"] })],
      volumes: [],
    }),
    [
      "+ containers[web].ports[80/TCP].name: http",
      "+ volumes: []",
      "- volumes[v].emptyDir: {}",
      'containers[web].command: ["a"] -> ["a","b"]',
    ],
  ],
  [
    "elements without names, by their place",
    template({ tolerations: [{ operator: "Exists" }] }),
    template({ tolerations: [{ operator: "Exists", effect: "NoSchedule" }] }),
    ["+ tolerations[0].effect: NoSchedule"],
  ],
  ["nothing", template({ a: 1, b: null }), template({ a: 1 }), []],
])("%s", (_, before, after, lines) => expect(templateChanges(before, after).sort()).toEqual([...lines].sort()));
