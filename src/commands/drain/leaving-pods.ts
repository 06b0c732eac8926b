import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { isNotFound } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { type KubeObject, namespaceOf } from "../../core/object.ts";
import { type Allowed, type DaemonSetLook, daemonSetOf, judge, type Parted, part } from "../../nodes/leaving.ts";
import { fetchPages, itemsOf } from "../../resources/fetch.ts";
import { findKind } from "../../resources/mapper.ts";
import { failureText } from "../../resources/nested-failures.ts";

interface Asking {
  readonly node: string;
  readonly podSelector: string;
  readonly chunkSize: number;
  readonly allowed: Allowed;
}

const DAEMON_SETS = { group: "apps", version: "v1", plural: "daemonsets", namespaced: true };

/** The pods of a node, parted by whether they may leave it. */
export async function leavingPods(cluster: Cluster, asking: Asking): Promise<Parted> {
  const looks = new Map<string, DaemonSetLook>();
  const judged: (readonly [KubeObject, ReturnType<typeof judge>])[] = [];
  for (const pod of await podsOf(cluster, asking)) {
    const name = daemonSetOf(pod);
    const key = `${namespaceOf(pod)}/${name}`;
    const look = name === undefined ? undefined : (looks.get(key) ?? (await lookAt(cluster, namespaceOf(pod), name)));
    if (look) looks.set(key, look);
    judged.push([pod, judge(pod, asking.allowed, look)]);
  }
  return part(judged);
}

async function podsOf(cluster: Cluster, { node, podSelector, chunkSize }: Asking): Promise<KubeObject[]> {
  const resource = findKind(await cluster.served(), "", "v1", "Pod");
  if (!resource) throw new CliError("the server does not serve pods");
  const target = {
    resource,
    namespace: undefined,
    fieldSelector: `spec.nodeName=${node}`,
    ...(podSelector ? { labelSelector: podSelector } : {}),
  };
  const pods: KubeObject[] = [];
  const want = { accept: "application/json", chunkSize };
  for await (const page of fetchPages(cluster, target, want, () => void pods.splice(0))) pods.push(...itemsOf(page));
  return pods;
}

async function lookAt(cluster: Cluster, namespace: string, name: string): Promise<DaemonSetLook> {
  try {
    const path = resourcePath({ resource: DAEMON_SETS, namespace, name });
    await cluster.json({ path }, { verb: "get", group: "apps", resource: "daemonsets", name });
    return {};
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { problem: failureText(error), isMissing: isNotFound(error) };
  }
}
