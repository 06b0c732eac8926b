import { isObject, type JsonObject } from "../../core/object.ts";
import { mapOf } from "../controllers/owned.ts";
import type { Played, Playing } from "./container.ts";
import { runOf } from "./program.ts";

/** Paths and services that do not answer, by the rule that images follow, too. */
const MISSING = /nosuch|no-such|does-not-exist|doesnotexist|notexist|invalid|broken|unready/;

const probeOf = (container: JsonObject): JsonObject | undefined =>
  isObject(container.readinessProbe) ? container.readinessProbe : undefined;

/** Why a readiness probe fails, in the kubelet's words; undefined when it does not. */
export function probeFailure({ exec, httpGet, grpc }: JsonObject): string | undefined {
  if (exec) return runOf(mapOf(exec)).code === 0 ? undefined : "";
  if (httpGet && MISSING.test(String(mapOf(httpGet).path))) return "HTTP probe failed with statuscode: 404";
  return grpc && MISSING.test(String(mapOf(grpc).service))
    ? "service unhealthy (responded with NOT_SERVING)"
    : undefined;
}

const seconds = (probe: JsonObject, key: string, otherwise: number): number => Number(probe[key] ?? otherwise) * 1000;

/** When a container that has started is probed first (milliseconds); undefined for one that is ready at once. */
export const firstProbe = (container: JsonObject): number | undefined =>
  isReadyAtOnce(container) ? undefined : seconds(probeOf(container) ?? {}, "initialDelaySeconds", 0);

/** Whether nothing is asked before a container counts as ready, or the answer comes without delay. */
export function isReadyAtOnce(container: JsonObject): boolean {
  const probe = probeOf(container);
  return !probe || (seconds(probe, "initialDelaySeconds", 0) === 0 && probeFailure(probe) === undefined);
}

/** Probes a container that runs since then: its status, and when it is asked again. */
export function readiness({ container, status, now, isInit, tell }: Playing, since: number): Played {
  const probe = probeOf(container);
  if (!probe || isInit || status.ready === true) return { status };
  const wait = since + seconds(probe, "initialDelaySeconds", 0) - now;
  if (wait > 0) return { status, again: wait };
  const failure = probeFailure(probe);
  if (failure === undefined) return { status: { ...status, ready: true } };
  const period = seconds(probe, "periodSeconds", 10);
  // Between two rounds the pod may be looked at for other reasons.
  const late = -wait % period;
  if (late < 1000) tell("Warning", "Unhealthy", `Readiness probe failed: ${failure}`);
  return { status, again: period - late };
}
