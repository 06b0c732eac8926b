import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject, namespaceOf } from "../core/object.ts";
import { type ContainerWords, newContainer, withWords } from "./container.ts";
import { withCustom } from "./custom.ts";
import { type Profile, withProfile } from "./profiles.ts";

/** What of the original stays in the copy. */
export interface Keeping {
  readonly labels: boolean;
  readonly annotations: boolean;
  readonly initContainers: boolean;
  readonly liveness: boolean;
  readonly readiness: boolean;
  readonly startup: boolean;
}

export interface CopyWords {
  readonly name: string;
  readonly profile: Profile;
  readonly custom: JsonObject | undefined;
  readonly container: ContainerWords;
  /** Images by container; "*" for those that are not named. */
  readonly images: ReadonlyMap<string, string>;
  readonly sameNode: boolean;
  /** undefined leaves it to the profile. */
  readonly shareProcesses: boolean | undefined;
  readonly keep: Keeping;
  /** The container to change or to add; `pick` finds a name for one without. */
  readonly wanted: string;
  readonly pick: () => string;
}

/** The copy of a pod, and its container for debugging; "" when only images were changed. Throws kubectl's errors. */
export function copyPod(pod: KubeObject, words: CopyWords): { readonly copy: KubeObject; readonly container: string } {
  const { ephemeralContainers: _, nodeName, ...spec } = isObject(pod.spec) ? pod.spec : {};
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  const { labels, annotations } = metadata;
  const { shareProcesses } = words;
  const copied: JsonObject = {
    ...spec,
    containers: listOf(spec.containers).map((one) => withImage(one, words.images)),
    ...(words.sameNode && nodeName !== undefined ? { nodeName } : {}),
    ...(shareProcesses === undefined ? {} : { shareProcessNamespace: shareProcesses }),
  };
  const isKept = (keeps: boolean) => words.profile === "legacy" || keeps;
  const target = targetOf(copied, words);
  const own = { name: words.name, namespace: namespaceOf(pod) };
  if (!target) {
    const all = { ...own, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
    return { copy: { apiVersion: "v1", kind: "Pod", metadata: all, spec: copied }, container: "" };
  }
  const profiled = withProfile(withWords(target.container, words.container), words.profile, "copy");
  const made = withCustom(withoutProbes(profiled, words), words.custom);
  const others = listOf(copied.containers).map((one) => withoutProbes(one, words));
  const containers = target.isNew ? [...others, made] : others.map((one) => (one.name === made.name ? made : one));
  const complete = {
    ...copied,
    containers,
    ...(words.profile === "legacy" || copied.shareProcessNamespace !== undefined
      ? {}
      : { shareProcessNamespace: true }),
  };
  if (!isKept(words.keep.initContainers)) delete (complete as JsonObject).initContainers;
  return {
    copy: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        ...own,
        ...(labels && words.profile !== "legacy" && words.keep.labels ? { labels } : {}),
        ...(annotations && isKept(words.keep.annotations) ? { annotations } : {}),
      },
      spec: complete,
    },
    container: String(made.name),
  };
}

const listOf = (list: unknown): JsonObject[] => (Array.isArray(list) ? list.filter(isObject) : []);

function withImage(container: JsonObject, images: CopyWords["images"]): JsonObject {
  const image = images.get(String(container.name)) ?? images.get("*");
  return image === undefined ? container : { ...container, image };
}

function targetOf({ containers }: JsonObject, words: CopyWords) {
  const existing = listOf(containers).find(({ name }) => name === words.wanted);
  if (existing) return { container: existing, isNew: false };
  if (words.container.image !== "") return { container: newContainer(words.wanted || words.pick()), isNew: true };
  if (words.images.size > 0) return undefined;
  throw new CliError("you must specify image when creating new container");
}

function withoutProbes(container: JsonObject, { profile, keep }: CopyWords): JsonObject {
  if (profile === "legacy") return container;
  const kept = { ...container };
  if (!keep.liveness) delete kept.livenessProbe;
  if (!keep.readiness) delete kept.readinessProbe;
  if (!keep.startup) delete kept.startupProbe;
  return kept;
}
