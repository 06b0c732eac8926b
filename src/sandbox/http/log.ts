import { isObject, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { badRequest } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { logOf } from "../kubelet/log.ts";
import { type ApiAnswer, type ApiRequest, textAnswer } from "./message.ts";

/** A pod's log: what its played containers have said. Throws the 400s that choose between containers. */
export function answerLog(machine: Machine, { query }: ApiRequest, pod: KubeObject): ApiAnswer {
  const names = containersOf(pod, ["containers"]);
  const every = containersOf(pod, ["initContainers", "containers", "ephemeralContainers"]);
  const asked = query.get("container") ?? "";
  if (asked === "" && names.length > 1) {
    throw badRequest(`a container name must be specified for pod ${nameOf(pod)}, choose one of: [${names.join(" ")}]`);
  }
  const container = asked || (names[0] as string);
  if (!every.includes(container)) throw badRequest(`container ${container} is not valid for pod ${nameOf(pod)}`);
  const status = (pod.status as JsonObject | undefined)?.containerStatuses;
  const own = Array.isArray(status) ? status.find((one) => isObject(one) && one.name === container) : undefined;
  const waiting = isObject(own) && isObject(own.state) ? own.state.waiting : undefined;
  if (isObject(waiting) && !(Number((own as JsonObject).restartCount) > 0)) {
    throw badRequest(`container "${container}" in pod "${nameOf(pod)}" is waiting to start: ${waitingWords(waiting)}`);
  }
  const lines = logOf(pod, container, machine.clock.now());
  const tail = query.get("tailLines");
  const shown = tail === null ? lines : lines.slice(Math.max(0, lines.length - Number(tail)));
  const stamps = ["true", "1"].includes(query.get("timestamps") ?? "");
  return textAnswer(
    200,
    shown.map(({ at, text }) => `${stamps ? `${new Date(at).toISOString()} ` : ""}${text}\n`).join(""),
  );
}

const waitingWords = ({ reason }: JsonObject): string =>
  reason === "ImagePullBackOff" || reason === "ErrImagePull" ? "trying and failing to pull image" : String(reason);

function containersOf(pod: KubeObject, lists: readonly string[]): string[] {
  const spec = pod.spec as JsonObject;
  return lists
    .flatMap((list) => (Array.isArray(spec[list]) ? spec[list] : []))
    .map((one) => String((one as JsonObject).name));
}
