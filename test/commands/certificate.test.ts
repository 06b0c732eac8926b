import { expect, test } from "vitest";
import { decide } from "../../src/commands/certificate/condition.ts";

const APPROVE = { type: "Approved", opposite: "Denied", verb: "approve" } as const;
const request = (...types: string[]) => ({
  metadata: { name: "x" },
  status: { conditions: types.map((type) => ({ type, status: "True" })) },
});

test("a decision is a condition, once", () => {
  const decided = decide({ metadata: { name: "x" } }, APPROVE, "now", "kubectl");
  expect(decided.status).toEqual({
    conditions: [
      {
        type: "Approved",
        status: "True",
        reason: "KubectlApprove",
        message: "This CSR was approved by kubectl certificate approve.",
        lastUpdateTime: "now",
      },
    ],
  });
  const known = request("Approved");
  expect(decide(known, APPROVE, "now", "kubectl")).toBe(known);
});

test("what was decided the other way stays", () => {
  expect(() => decide(request("Denied"), APPROVE, "now", "kubectl")).toThrow(
    'certificate signing request "x" is already Denied',
  );
});
