import { type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { ApiError, badRequest } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { storedObject } from "../api/write.ts";
import { listOf, mapOf, specOf, statusOf } from "../controllers/owned.ts";
import type { ApiRequest } from "../http/message.ts";
import type { Target } from "../http/path.ts";
import { placeOf } from "../http/resource.ts";
import { lifeOf } from "../kubelet/status.ts";
import type { Wanted } from "./remote.ts";

/** A container that somebody wants to talk with. */
export interface Found {
  readonly pod: KubeObject;
  readonly container: JsonObject;
  /** The life that it is in; undefined when it does not run. */
  readonly id: string | undefined;
}

/** The container that a request to exec or attach means; throws the API server's 400s. */
export function containerOf(machine: Machine, { query }: ApiRequest, target: Target): Found {
  const pod = storedObject(machine, placeOf(target), target.name);
  const spec = specOf(pod);
  const all = ["containers", "initContainers", "ephemeralContainers"].flatMap((key) => listOf(spec[key]));
  const asked = query.get("container") ?? "";
  if (asked === "" && listOf(spec.containers).length > 1) {
    const names = listOf(spec.containers).map(({ name }) => name);
    throw badRequest(`a container name must be specified for pod ${nameOf(pod)}, choose one of: [${names.join(" ")}]`);
  }
  const container = asked === "" ? all[0] : all.find(({ name }) => name === asked);
  if (!container) throw badRequest(`container ${asked} is not valid for pod ${nameOf(pod)}`);
  if (!spec.nodeName) throw badRequest(`pod ${nameOf(pod)} does not have a host assigned`);
  return { pod, container, id: runningId(pod, String(container.name)) };
}

/** Where a pod's status tells of its containers. */
export const STATUS_LISTS = ["containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses"];

/** The life that a container is in, when it runs. */
export function runningId(pod: KubeObject, name: string): string | undefined {
  const status = statusOf(pod);
  const own = STATUS_LISTS.flatMap((key) => listOf(status[key])).find((one) => one.name === name);
  return own && mapOf(own.state).running !== undefined ? lifeOf(pod, own) : undefined;
}

const YES = ["true", "1"];

/** Which streams were asked for; throws the 400s of impossible ones. */
export function wantedStreams({ query }: ApiRequest): Wanted {
  const is = (name: string) => YES.includes(query.get(name) ?? "");
  const wanted = { stdin: is("stdin"), tty: is("tty") };
  if (wanted.tty && is("stderr")) {
    throw new ApiError(400, "BadRequest", "tty and stderr cannot both be true");
  }
  if (!wanted.stdin && !is("stdout") && !is("stderr")) {
    throw badRequest("you must specify at least one of stdin, stdout, stderr");
  }
  return wanted;
}
