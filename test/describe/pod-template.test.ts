import { expect, test } from "vitest";
import { podTemplateText } from "../../src/describe/pod-template.ts";

// Templates with everything in them are compared with kubectl's in test/parity/cases/rollout/template.term.
test("an empty template says that there is nothing", () =>
  expect(podTemplateText({})).toBe(
    "Pod Template:\n  Labels:\t<none>\n  Containers:\n  Volumes:\t<none>\n  Node-Selectors:\t<none>\n  Tolerations:\t<none>\n",
  ));

test("a volume of a source that is not known yet", () =>
  expect(podTemplateText({ spec: { volumes: [{ name: "v", novel: {} }] } })).toContain("   v:\n  <unknown>\n"));
