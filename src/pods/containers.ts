import { CliError } from "../core/errors.ts";
import { isObject, type Json, type KubeObject, nameOf, stringMapOf } from "../core/object.ts";

/** Which of its containers a pod wants commands to take where none is named. */
const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

/** The names of a pod's containers by what they are for. */
export interface Containers {
  readonly init: readonly string[];
  readonly regular: readonly string[];
  readonly ephemeral: readonly string[];
}

/** Reads the containers off a pod; what is no list of named containers counts as empty. */
export function containersOf(pod: KubeObject): Containers {
  const spec = isObject(pod.spec) ? pod.spec : {};
  return {
    init: namesIn(spec.initContainers),
    regular: namesIn(spec.containers),
    ephemeral: namesIn(spec.ephemeralContainers),
  };
}

const namesIn = (list: Json | undefined): string[] =>
  (Array.isArray(list) ? list : []).flatMap((one) => (isObject(one) && typeof one.name === "string" ? one.name : []));

/** All names in the order in which the containers start. */
export const everyContainer = ({ init, regular, ephemeral }: Containers): string[] => [
  ...init,
  ...regular,
  ...ephemeral,
];

/** "main, side, setup (init), debugger (ephem)": the choice as messages tell it. */
export const choiceText = ({ init, regular, ephemeral }: Containers): string =>
  [...regular, ...init.map((name) => `${name} (init)`), ...ephemeral.map((name) => `${name} (ephem)`)].join(", ");

/** A container that is taken though nobody named it; `notice` is what is to be said about it where there are others. */
export interface Chosen {
  readonly name: string;
  readonly notice?: string;
}

/** The pod's default container: the one it asks for by annotation, or else the first. Throws when it has none. */
export function defaultContainer(pod: KubeObject): Chosen {
  const containers = containersOf(pod);
  const wanted = stringMapOf(pod, "annotations")[DEFAULT_CONTAINER] ?? "";
  if (wanted !== "" && everyContainer(containers).includes(wanted)) return { name: wanted };
  const [first] = containers.regular;
  if (first === undefined) throw new CliError(`no valid containers found in pod ${nameOf(pod)}`);
  if (everyContainer(containers).length === 1) return { name: first };
  return { name: first, notice: `Defaulted container "${first}" out of: ${choiceText(containers)}` };
}

/** The container of this name; throws kubectl's error where the pod has none. */
export function namedContainer(pod: KubeObject, name: string): string {
  const containers = containersOf(pod);
  if (everyContainer(containers).includes(name)) return name;
  throw new CliError(`container ${name} is not valid for pod ${nameOf(pod)} out of: ${choiceText(containers)}`);
}
