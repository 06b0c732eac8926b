import { type JsonObject, type KubeObject, nameOf, namespaceOf } from "../core/object.ts";
import { type Amounts, amountText, NOTHING, percent, readAmounts, sum } from "./amount.ts";
import { part } from "./fields.ts";
import { podAmounts } from "./pod-amounts.ts";
import { age } from "./time.ts";

/** The table of a node's pods, and what they take of it together. */
export function podLines(node: KubeObject, pods: readonly KubeObject[], now: number): string[] {
  const status = part(node, "status");
  const allocatable = readAmounts(part(status, status.allocatable ? "allocatable" : "capacity"));
  const amounts = pods.map((pod) => ({
    pod,
    requests: podAmounts(pod, "requests"),
    limits: podAmounts(pod, "limits"),
  }));
  const requests = amounts.map((one) => one.requests).reduce(sum, {});
  const limits = amounts.map((one) => one.limits).reduce(sum, {});
  return [
    `Non-terminated Pods:\t(${pods.length} in total)`,
    "  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge",
    "  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---",
    ...amounts.map((one) => podLine(one.pod, one, allocatable, now)),
    "Allocated resources:",
    "  (Total limits may be over 100 percent, i.e., overcommitted.)",
    "  Resource\tRequests\tLimits",
    "  --------\t--------\t------",
    ...sharedLines(allocatable, requests, limits),
  ];
}

interface Taken {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

const share = (amounts: Amounts, name: string, whole: Amounts): string => {
  const amount = amounts[name] ?? NOTHING;
  return `${amountText(amount)} (${percent(amount, whole[name])}%)`;
};

function podLine(pod: JsonObject, { requests, limits }: Taken, whole: Amounts, now: number): string {
  const cells = ["cpu", "memory"].flatMap((name) => [share(requests, name, whole), share(limits, name, whole)]);
  const born = age(part(pod, "metadata").creationTimestamp, now);
  return `  ${namespaceOf(pod)}\t${nameOf(pod)}\t\t${cells.join("\t")}\t${born}`;
}

const COUNTED = ["cpu", "memory", "ephemeral-storage"];
const PLAIN = [...COUNTED, "pods", "storage"];

function sharedLines(whole: Amounts, requests: Amounts, limits: Amounts): string[] {
  const names = Object.keys(whole).sort();
  const pages = names.filter((name) => name.startsWith("hugepages-"));
  const others = names.filter((name) => !PLAIN.includes(name) && !pages.includes(name));
  const text = (amounts: Amounts, name: string) => amountText(amounts[name] ?? NOTHING);
  return [
    ...[...COUNTED, ...pages].map(
      (name) => `  ${name}\t${share(requests, name, whole)}\t${share(limits, name, whole)}`,
    ),
    ...others.map((name) => `  ${name}\t${text(requests, name)}\t${text(limits, name)}`),
  ];
}
