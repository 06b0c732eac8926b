import { CliError } from "../../core/errors.ts";
import { isObject, type KubeObject, nameOf } from "../../core/object.ts";

/** "approve" or "deny", and what it leaves on a request. */
export interface Decision {
  readonly type: "Approved" | "Denied";
  readonly opposite: "Approved" | "Denied";
  readonly verb: "approve" | "deny";
}

/** The request with the decision's condition; the same object when it has one. Throws when it was decided the other way. */
export function decide(
  request: KubeObject,
  { type, opposite, verb }: Decision,
  now: string,
  program: string,
): KubeObject {
  const status = isObject(request.status) ? request.status : {};
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isObject) : [];
  if (conditions.some((one) => one.type === opposite)) {
    throw new CliError(`certificate signing request ${JSON.stringify(nameOf(request))} is already ${opposite}`);
  }
  if (conditions.some((one) => one.type === type)) return request;
  const condition = {
    type,
    status: "True",
    reason: `Kubectl${verb === "approve" ? "Approve" : "Deny"}`,
    message: `This CSR was ${verb === "approve" ? "approved" : "denied"} by ${program} certificate ${verb}.`,
    lastUpdateTime: now,
  };
  return { ...request, status: { ...status, conditions: [...conditions, condition] } };
}
