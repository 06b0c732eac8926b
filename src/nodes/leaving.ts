import {
  isObject,
  type Json,
  type JsonObject,
  type KubeObject,
  nameOf,
  namespaceOf,
  stringMapOf,
} from "../core/object.ts";

/** What a drain allows. */
export interface Allowed {
  readonly force: boolean;
  readonly ignoreDaemonSets: boolean;
  readonly deleteEmptyDir: boolean;
  /** Pods that are being deleted for longer than so many seconds are passed over; 0 and less: none. */
  readonly skipAfter: number;
  readonly now: number;
}

/** What is known of the daemon set that a pod belongs to. */
export interface DaemonSetLook {
  /** Why it could not be read; undefined when it is there. */
  readonly problem?: string;
  readonly isMissing?: boolean;
}

/** Whether a pod leaves its node; a reason keeps it there and is an error, a warning is told. */
export interface Verdict {
  readonly isLeaving: boolean;
  readonly reason?: string;
  readonly warning?: string;
}

const LEAVES: Verdict = { isLeaving: true };
const PASSED_OVER: Verdict = { isLeaving: false };
const refused = (reason: string): Verdict => ({ isLeaving: false, reason });

const MIRROR = "kubernetes.io/config.mirror";

/** Decides about one pod. `daemonSet` is asked for where `daemonSetOf` names one. */
export function judge(pod: KubeObject, allowed: Allowed, daemonSet?: DaemonSetLook): Verdict {
  if (isLongDeleted(pod, allowed.skipAfter, allowed.now)) return PASSED_OVER;
  const isOrphan = daemonSet?.isMissing === true && allowed.force;
  if (daemonSet && !isOrphan) {
    if (daemonSet.problem !== undefined) return refused(daemonSet.problem);
    if (!allowed.ignoreDaemonSets) return refused("DaemonSet-managed Pods (use --ignore-daemonsets to ignore)");
    return { isLeaving: false, warning: "ignoring DaemonSet-managed Pods" };
  }
  if (MIRROR in stringMapOf(pod, "annotations")) return PASSED_OVER;
  if (isFinished(pod)) return LEAVES;
  if (hasLocalStorage(pod) && !allowed.deleteEmptyDir) {
    return refused("Pods with local storage (use --delete-emptydir-data to override)");
  }
  if (controllerOf(pod)) return LEAVES;
  if (!allowed.force) return refused("Pods that declare no controller (use --force to override)");
  return { isLeaving: true, warning: "deleting Pods that declare no controller" };
}

/** The name of the daemon set that has to be asked for before a pod is judged. */
export function daemonSetOf(pod: KubeObject): string | undefined {
  const owner = controllerOf(pod);
  const isDaemonSet = owner?.kind === "DaemonSet" && String(owner.apiVersion ?? "").startsWith("apps/");
  return isDaemonSet && !isFinished(pod) && typeof owner.name === "string" ? owner.name : undefined;
}

/** Whether a pod is being deleted for longer than so many seconds. */
export function isLongDeleted(pod: KubeObject, seconds: number, now: number): boolean {
  const since = isObject(pod.metadata) ? pod.metadata.deletionTimestamp : undefined;
  if (seconds <= 0 || typeof since !== "string") return false;
  return Math.trunc((now - Date.parse(since)) / 1000) > seconds;
}

const controllerOf = (pod: KubeObject): JsonObject | undefined =>
  objects(isObject(pod.metadata) ? pod.metadata.ownerReferences : undefined).find(
    ({ controller }) => controller === true,
  );

const isFinished = ({ status }: KubeObject): boolean =>
  isObject(status) && (status.phase === "Succeeded" || status.phase === "Failed");

const hasLocalStorage = ({ spec }: KubeObject): boolean =>
  objects(isObject(spec) ? spec.volumes : undefined).some(({ emptyDir }) => isObject(emptyDir));

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A node's pods parted by what was decided about them. */
export interface Parted {
  readonly leaving: readonly KubeObject[];
  /** "cannot delete …: NAMESPACE/NAME, …", one for each reason. */
  readonly problems: readonly string[];
  /** The same of warnings, in one line; empty when there is none. */
  readonly warning: string;
}

/** Parts pods by their verdicts, in their order. */
export function part(judged: readonly (readonly [KubeObject, Verdict])[]): Parted {
  const reasons = grouped(judged, ({ reason }) => reason);
  const warnings = grouped(judged, ({ warning }) => warning);
  return {
    leaving: judged.filter(([, { isLeaving }]) => isLeaving).map(([pod]) => pod),
    problems: reasons.map(([reason, pods]) => `cannot delete ${reason}: ${pods}`),
    warning: warnings.map(([warning, pods]) => `${warning}: ${pods}`).join("; "),
  };
}

function grouped(
  judged: readonly (readonly [KubeObject, Verdict])[],
  textOf: (verdict: Verdict) => string | undefined,
): (readonly [string, string])[] {
  const groups = new Map<string, string[]>();
  for (const [pod, verdict] of judged) {
    const text = textOf(verdict);
    if (text !== undefined) groups.set(text, [...(groups.get(text) ?? []), `${namespaceOf(pod)}/${nameOf(pod)}`]);
  }
  return [...groups].map(([text, pods]) => [text, pods.join(", ")]);
}
