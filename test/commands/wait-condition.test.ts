import { expect, test } from "vitest";
import { readCondition } from "../../src/commands/wait/condition.ts";
import type { KubeObject } from "../../src/core/object.ts";

const web: KubeObject = {
  kind: "Deployment",
  metadata: { name: "web", generation: 3 },
  spec: { replicas: 2, paused: false },
  status: {
    observedGeneration: 3,
    readyReplicas: 2,
    conditions: [
      { type: "Available", status: "True" },
      { type: "Progressing", status: "Unknown" },
      { type: "Old", status: "True", observedGeneration: 2 },
    ],
  },
};
const behind: KubeObject = { ...web, status: { ...(web.status as KubeObject), observedGeneration: 2 } };

test.each<[string, KubeObject, boolean]>([
  ["condition=Available", web, true],
  ["condition=available=TRUE", web, true],
  ["condition=Available=False", web, false],
  ["condition=Progressing=unknown", web, true],
  ["condition=Old", web, false],
  ["condition=Nosuch", web, false],
  ["condition=Available", behind, false],
  ["condition=Available", { kind: "ConfigMap" }, false],
  ["condition=Available", { status: { conditions: [null, 3, { type: "Available" }] } }, false],
  ["jsonpath={.metadata.name}=web", web, true],
  ["jsonpath={.metadata.name}=db", web, false],
  ["jsonpath={.metadata.name}", web, true],
  ["jsonpath={.metadata.nosuch}", web, false],
  ["jsonpath=.spec.replicas=2", web, true],
  ["jsonpath=spec.replicas='2'", web, true],
  ["jsonpath={.spec.paused}=false", web, true],
  ['jsonpath={.status.conditions[?(@.type=="Available")].status}=True', web, true],
  [
    'jsonpath={.status.conditions[?(@.type!="Available")].status}=Unknown',
    { status: { conditions: [{ type: "x", status: "Unknown" }] } },
    true,
  ],
  ["jsonpath={.__proto__}", web, false],
  ["jsonpath={.constructor.name}=Object", web, false],
])("%s", (text, object, wanted) => {
  const condition = readCondition(text);
  expect(condition.kind === "state" && condition.isMet(object)).toBe(wanted);
});

test.each([
  ["", 'unrecognized condition: ""'],
  ["Ready", 'unrecognized condition: "Ready"'],
  ["condition", 'unrecognized condition: "condition"'],
  ["delete=x", 'unrecognized condition: "delete=x"'],
  ["jsonpath=", "jsonpath expression cannot be empty"],
  [
    "jsonpath={.a}=b=c",
    "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
  ],
])("%s is refused", (text, message) => {
  expect(() => readCondition(text)).toThrow(message);
});

test.each([
  ["jsonpath={.status.conditions[*].type}=Available", "given jsonpath expression matches more than one value"],
  ["jsonpath=foo bar=x", "unrecognized identifier bar"],
  ["jsonpath={.metadata}=x", "jsonpath leads to a nested object or list which is not supported"],
])("%s can never be met", (text, message) => {
  const condition = readCondition(text);
  expect(() => condition.kind === "state" && condition.isMet(web)).toThrow(message);
});
