import { type KubeObject, nameOf, namespaceOf } from "../core/object.ts";
import { containersOf, defaultContainer, everyContainer, namedContainer } from "../pods/containers.ts";

/** One log to read. */
export interface LogRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface WantedContainers {
  readonly allContainers: boolean;
  /** "" for the pod's default. */
  readonly container: string;
}

/**
 * The logs of a pod that are meant; `notify` is told which container was taken for want of a name. Throws kubectl's error
 * for containers that the pod does not have.
 */
export function requestsOf(
  pod: KubeObject,
  { allContainers, container }: WantedContainers,
  notify: (notice: string) => void,
): LogRequest[] {
  const of = (name: string): LogRequest => ({ namespace: namespaceOf(pod), pod: nameOf(pod), container: name });
  if (allContainers) return everyContainer(containersOf(pod)).map(of);
  if (container !== "") return [of(namedContainer(pod, container))];
  const { name, notice } = defaultContainer(pod);
  if (notice) notify(notice);
  return [of(name)];
}
