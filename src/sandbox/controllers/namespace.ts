import { nameOf, namespaceOf } from "../../core/object.ts";
import { ApiError } from "../api/error.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import { isBeingDeleted, specOf } from "./owned.ts";

/** Empties a namespace that is being deleted, then lets it go. */
export const namespaces = (types: () => readonly string[]): Controller => ({
  name: "namespace-controller",
  watches: ["namespaces"],
  concerns: (_, namespace) => [nameOf(namespace)],
  reconcile(api, name) {
    const namespace = api.get("namespaces", "", name);
    if (!namespace || !isBeingDeleted(namespace)) return undefined;
    const left = types().flatMap((type) => contentsOf(api, type, name));
    for (const { type, object } of left)
      if (!isBeingDeleted(object)) api.delete(type, name, nameOf(object), { propagation: "Background" });
    const stays = types().some((type) => contentsOf(api, type, name).length > 0);
    if (stays) return 200;
    api.update("namespaces", { ...namespace, spec: { ...specOf(namespace), finalizers: [] } });
    return undefined;
  },
});

const contentsOf = (api: ClusterApi, type: string, namespace: string) =>
  api
    .list(type, namespace)
    .filter((object) => namespaceOf(object) === namespace)
    .map((object) => ({ type, object }));

const ROOT = "kube-root-ca.crt";

/** Gives every namespace its default service account and the authority of the API server. */
export const serviceAccounts: Controller = {
  name: "serviceaccount-controller",
  watches: ["namespaces", "serviceaccounts", "configmaps"],
  concerns: (resource, object) => [resource === "namespaces" ? nameOf(object) : namespaceOf(object)],
  reconcile(api, name) {
    const namespace = api.get("namespaces", "", name);
    if (!namespace || isBeingDeleted(namespace)) return undefined;
    const missing = (type: string, object: string) => !api.get(type, name, object);
    const create = (type: string, object: Parameters<ClusterApi["create"]>[1]) => {
      try {
        api.create(type, object);
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 409) throw error;
      }
    };
    if (missing("serviceaccounts", "default"))
      create("serviceaccounts", { metadata: { name: "default", namespace: name } });
    if (missing("configmaps", ROOT)) {
      const description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";
      create("configmaps", {
        metadata: { name: ROOT, namespace: name, annotations: { "kubernetes.io/description": description } },
        data: { "ca.crt": "the authority stands in the kubeconfig\n" },
      });
    }
    return undefined;
  },
};
