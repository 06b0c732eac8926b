import { GRANTING } from "../../access/granting.ts";
import { type Reconciliation, reconcile } from "../../access/reconcile.ts";
import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import { isNotFound, StatusError } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type KubeObject, kindOf, nameOf, namespaceOf } from "../../core/object.ts";

const GROUP = "rbac.authorization.k8s.io";
const NAMESPACES = { group: "", version: "v1", plural: "namespaces", namespaced: false };

interface Storing {
  readonly removeExtra: boolean;
  readonly dryRun: boolean;
}

const ATTEMPTS = 3;

/** Brings a role or binding of the cluster to what is wanted, and gives what was done; somebody else's change is met again. */
export async function storeGranting(cluster: Cluster, wanted: KubeObject, how: Storing): Promise<Reconciliation> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryToStore(cluster, wanted, how);
    } catch (error) {
      const isRace = error instanceof StatusError && (error.reason === "AlreadyExists" || error.reason === "Conflict");
      if (!isRace || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function tryToStore(
  cluster: Cluster,
  wanted: KubeObject,
  { removeExtra, dryRun }: Storing,
): Promise<Reconciliation> {
  const existing = await orUndefined(() => send(cluster, "GET", wanted, nameOf(wanted)));
  const plan = reconcile(existing, wanted, removeExtra);
  if (plan.isProtected || dryRun || plan.action === "none") return plan;
  if (plan.action === "update") {
    return { ...plan, object: await send(cluster, "PUT", plan.object, nameOf(wanted), plan.object) };
  }
  if (plan.action === "recreate") await remove(cluster, existing as KubeObject);
  else await ensureNamespace(cluster, wanted);
  return { ...plan, object: await send(cluster, "POST", wanted, "", wanted) };
}

async function orUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function send(
  cluster: Cluster,
  method: "GET" | "PUT" | "POST" | "DELETE",
  about: KubeObject,
  name: string,
  body?: KubeObject,
): Promise<KubeObject> {
  const { plural, namespaced } = GRANTING[kindOf(about)] as (typeof GRANTING)[string];
  const resource = { group: GROUP, version: "v1", plural, namespaced };
  // As kubectl: a manifest without a namespace does not get the current one.
  const path = resourcePath({ resource, namespace: namespaceOf(about) || undefined, name });
  const asked = { verb: method.toLowerCase(), group: GROUP, resource: plural, name };
  const request = { method, path, ...(body ? { body: writeJson(body) } : {}) };
  return (await cluster.json(request, asked)) as KubeObject;
}

async function remove(cluster: Cluster, existing: KubeObject): Promise<void> {
  const uid = isObject(existing.metadata) ? (existing.metadata.uid ?? "") : "";
  await orUndefined(() => send(cluster, "DELETE", existing, nameOf(existing), { preconditions: { uid } }));
}

async function ensureNamespace(cluster: Cluster, wanted: KubeObject): Promise<void> {
  if (!GRANTING[kindOf(wanted)]?.namespaced) return;
  const name = namespaceOf(wanted);
  if (!name) throw new CliError("resource name may not be empty");
  const asked = { resource: "namespaces", name };
  const path = resourcePath({ resource: NAMESPACES, name });
  if (await orUndefined(() => cluster.json({ path }, { verb: "get", ...asked }))) return;
  const body = writeJson({ kind: "Namespace", apiVersion: "v1", metadata: { name } });
  await cluster.json(
    { method: "POST", path: resourcePath({ resource: NAMESPACES }), body },
    { verb: "post", ...asked },
  );
}
