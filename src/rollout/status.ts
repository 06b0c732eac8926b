import { CliError } from "../core/errors.ts";
import { isObject, type KubeObject, nameOf, stringMapOf } from "../core/object.ts";
import { kindWithGroup, numberAt, part, rolledKind } from "./kinds.ts";
import { REVISION } from "./revisions.ts";

/** How far a rollout is: the line that says so, without its end, and whether nothing is left to wait for. */
export interface Progress {
  readonly text: string;
  readonly isDone: boolean;
}

const waiting = (text: string): Progress => ({ text, isDone: false });
const done = (text: string): Progress => ({ text, isDone: true });

/**
 * How far the rollout of an object is, in kubectl's words. Throws its errors: for kinds and strategies without a status, a
 * deployment that missed its deadline, or one that runs another revision than the one asked for (0: whichever).
 */
export function progressOf(object: KubeObject, revision: number): Progress {
  switch (rolledKind(object)) {
    case "Deployment":
      return deployment(object, revision);
    case "DaemonSet":
      return daemonSet(object);
    case "StatefulSet":
      return statefulSet(object);
    default:
      throw new CliError(`no status viewer has been implemented for ${kindWithGroup(object)}`);
  }
}

const isUnseen = (object: KubeObject): boolean =>
  numberAt(part(object, "metadata"), "generation") > numberAt(part(object, "status"), "observedGeneration");

function deployment(object: KubeObject, revision: number): Progress {
  const name = JSON.stringify(nameOf(object));
  const status = part(object, "status");
  const running = stringMapOf(object, "annotations")[REVISION];
  if (revision > 0 && running === undefined) {
    throw new CliError(`cannot get the revision of deployment ${name}: No revision found`);
  }
  if (revision > 0 && Number(running) !== revision) {
    throw new CliError(`desired revision (${revision}) is different from the running revision (${running})`);
  }
  if (isUnseen(object)) return waiting("Waiting for deployment spec update to be observed...");
  if (hasMissedDeadline(object)) throw new CliError(`deployment ${name} exceeded its progress deadline`);
  const wanted = part(object, "spec").replicas;
  const updated = numberAt(status, "updatedReplicas");
  const started = `Waiting for deployment ${name} rollout to finish: `;
  if (wanted !== undefined && updated < Number(wanted)) {
    return waiting(`${started}${updated} out of ${wanted} new replicas have been updated...`);
  }
  const old = numberAt(status, "replicas") - updated;
  if (old > 0) return waiting(`${started}${old} old replicas are pending termination...`);
  const available = numberAt(status, "availableReplicas");
  if (available < updated) return waiting(`${started}${available} of ${updated} updated replicas are available...`);
  return done(`deployment ${name} successfully rolled out`);
}

function hasMissedDeadline(object: KubeObject): boolean {
  const { conditions } = part(object, "status");
  const found = Array.isArray(conditions) ? conditions.filter(isObject) : [];
  return found.some(({ type, reason }) => type === "Progressing" && reason === "ProgressDeadlineExceeded");
}

const isRolling = (object: KubeObject): boolean =>
  part(part(object, "spec"), "updateStrategy").type === "RollingUpdate";

const notRolling = () => new CliError("rollout status is only available for RollingUpdate strategy type");

function daemonSet(object: KubeObject): Progress {
  if (!isRolling(object)) throw notRolling();
  if (isUnseen(object)) return waiting("Waiting for daemon set spec update to be observed...");
  const name = JSON.stringify(nameOf(object));
  const status = part(object, "status");
  const wanted = numberAt(status, "desiredNumberScheduled");
  const started = `Waiting for daemon set ${name} rollout to finish: `;
  const updated = numberAt(status, "updatedNumberScheduled");
  if (updated < wanted) return waiting(`${started}${updated} out of ${wanted} new pods have been updated...`);
  const available = numberAt(status, "numberAvailable");
  if (available < wanted) return waiting(`${started}${available} of ${wanted} updated pods are available...`);
  return done(`daemon set ${name} successfully rolled out`);
}

function statefulSet(object: KubeObject): Progress {
  if (!isRolling(object)) throw notRolling();
  const status = part(object, "status");
  if (numberAt(status, "observedGeneration") === 0 || isUnseen(object)) {
    return waiting("Waiting for statefulset spec update to be observed...");
  }
  const spec = part(object, "spec");
  const wanted = spec.replicas;
  const missing = Number(wanted ?? 0) - numberAt(status, "readyReplicas");
  if (wanted !== undefined && missing > 0) return waiting(`Waiting for ${missing} pods to be ready...`);
  const { partition } = part(part(spec, "updateStrategy"), "rollingUpdate");
  const updated = numberAt(status, "updatedReplicas");
  if (wanted !== undefined && partition !== undefined) {
    const moving = Number(wanted) - Number(partition);
    if (updated < moving) {
      return waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${moving} new pods have been updated...`,
      );
    }
    return done(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  const { updateRevision, currentRevision } = status;
  if (updateRevision !== currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${updateRevision}...`,
    );
  }
  const current = numberAt(status, "currentReplicas");
  return done(`statefulset rolling update complete ${current} pods at revision ${currentRevision}...`);
}
