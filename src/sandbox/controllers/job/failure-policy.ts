import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../../core/object.ts";
import { conditionsOf, listOf, mapOf, specOf, statusOf } from "../owned.ts";

/** What a job's podFailurePolicy does about a failed pod; the message is there when the whole job fails. */
export interface FailureAction {
  readonly action: "FailJob" | "FailIndex" | "Ignore" | "Count";
  readonly message?: string;
}

/** The first rule that fits a failed pod; without one the failure counts. */
export function failureActionFor(job: KubeObject, pod: KubeObject): FailureAction {
  const rules = listOf(mapOf(specOf(job).podFailurePolicy).rules);
  for (const [at, rule] of rules.entries()) {
    const why = rule.onExitCodes ? exitOf(pod, mapOf(rule.onExitCodes)) : conditionOfPod(pod, rule);
    if (why === undefined) continue;
    const action = rule.action as FailureAction["action"];
    return { action, message: `${why} matching ${action} rule at index ${at}` };
  }
  return { action: "Count" };
}

function exitOf(pod: KubeObject, { containerName, operator, values }: JsonObject): string | undefined {
  const codes = (Array.isArray(values) ? values : []).map(Number);
  const statuses = [...listOf(statusOf(pod).containerStatuses), ...listOf(statusOf(pod).initContainerStatuses)];
  for (const { name, state } of statuses) {
    if (containerName && name !== containerName) continue;
    const { exitCode } = mapOf(mapOf(state).terminated);
    if (!exitCode || codes.includes(Number(exitCode)) !== (operator === "In")) continue;
    return `Container ${name} for pod ${namespaceOf(pod)}/${nameOf(pod)} failed with exit code ${exitCode}`;
  }
  return undefined;
}

function conditionOfPod(pod: KubeObject, rule: JsonObject): string | undefined {
  const found = listOf(rule.onPodConditions).find(({ type, status = "True" }) =>
    conditionsOf(pod).some((one) => one.type === type && one.status === status),
  );
  return found && `Pod ${namespaceOf(pod)}/${nameOf(pod)} has condition ${found.type}`;
}
