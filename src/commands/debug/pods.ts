import { resourcePath } from "../../client/paths.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { type ContainerWords, newContainer, withWords } from "../../debug/container.ts";
import { copyPod } from "../../debug/copy.ts";
import { withCustom } from "../../debug/custom.ts";
import { isNonRoot, needsRoot, withProfile } from "../../debug/profiles.ts";
import { PODS } from "../../pods/first-pod.ts";
import { createObject } from "../../resources/create.ts";
import { deleteObject } from "../../resources/deletion.ts";
import type { Checked, Given } from "./check.ts";
import { type Made, pickName } from "./run.ts";

/** The words about the container itself. */
export const containerWords = ({ flags }: Given, { command }: Checked): ContainerWords => ({ ...flags, args: command });

/** Adds a container to a pod that runs. */
export async function addContainer(given: Given, checked: Checked, pod: KubeObject): Promise<Made> {
  const { flags, cluster } = given;
  const name = flags.container || pickName(pod, given);
  const known = namesOf(pod);
  // Merged into the one that is there it would change nothing, or what may not be changed.
  if (known.includes(name)) throw alreadyThere(pod, name);
  const target = flags.target === "" ? {} : { targetContainerName: flags.target };
  const profiled = withProfile(
    withWords(newContainer(name), containerWords(given, checked)),
    checked.profile,
    "ephemeral",
  );
  const container = { ...withCustom(profiled, checked.custom), ...target };
  warnOfUser(given, checked, pod, container);
  const path = resourcePath({
    resource: PODS,
    namespace: namespaceOf(pod),
    name: nameOf(pod),
    subresource: "ephemeralcontainers",
  });
  const changed = (await cluster.json(
    {
      method: "PATCH",
      path,
      contentType: "application/strategic-merge-patch+json",
      body: writeJson({ spec: appended(known, container) }, { sortKeys: false }),
    },
    { verb: "patch", group: "", resource: "pods", name: nameOf(pod) },
  )) as KubeObject;
  return { pod: changed, container: name };
}

function namesOf({ spec }: KubeObject): string[] {
  const { ephemeralContainers } = isObject(spec) ? spec : {};
  return (Array.isArray(ephemeralContainers) ? ephemeralContainers : [])
    .filter(isObject)
    .map(({ name }) => String(name));
}

const alreadyThere = (pod: KubeObject, name: string): CliError =>
  new CliError(
    `The Pod ${JSON.stringify(nameOf(pod))} is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers ${JSON.stringify(name)} may not be changed`,
    { prefix: "" },
  );

/** The patch that puts a container behind those that are there. */
const appended = (known: readonly string[], container: JsonObject): JsonObject => ({
  "$setElementOrder/ephemeralContainers": [...known, String(container.name)].map((name) => ({ name })),
  ephemeralContainers: [container],
});

/** Makes a copy of a pod for debugging. */
export async function createCopy(given: Given, checked: Checked, pod: KubeObject): Promise<Made> {
  const { flags, changed, cluster } = given;
  const { copy, container } = copyPod(pod, {
    name: flags.copyTo,
    profile: checked.profile,
    custom: checked.custom,
    container: containerWords(given, checked),
    images: flags.setImage,
    sameNode: flags.sameNode,
    shareProcesses: changed.has("shareProcesses") ? flags.shareProcesses : undefined,
    keep: {
      labels: flags.keepLabels,
      annotations: flags.keepAnnotations,
      initContainers: flags.keepInitContainers,
      liveness: flags.keepLiveness,
      readiness: flags.keepReadiness,
      startup: flags.keepStartup,
    },
    wanted: flags.container,
    pick: () => pickName(pod, given),
  });
  const { containers } = copy.spec as { containers: JsonObject[] };
  if (container !== "") warnOfUser(given, checked, pod, containers.find(({ name }) => name === container) ?? {});
  const namespace = namespaceOf(pod);
  if (flags.replace) {
    const how = { propagation: undefined as never, gracePeriod: 0, isDryRun: false };
    await deleteObject(cluster, { resource: PODS, namespace, name: nameOf(pod) }, how);
  }
  const created = await createObject(cluster, { resource: PODS, namespace, object: copy, query: {} });
  return { pod: created, container };
}

const NON_ROOT =
  'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".';

function warnOfUser({ world }: Given, { profile }: Checked, pod: KubeObject, container: JsonObject): void {
  const { runAsUser } = (container.securityContext ?? {}) as JsonObject;
  if (runAsUser === undefined && needsRoot(profile) && isNonRoot(pod)) world.streams.stderr.write(`${NON_ROOT}\n`);
}
