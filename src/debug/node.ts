import type { JsonObject, KubeObject } from "../core/object.ts";
import { type ContainerWords, newContainer, withWords } from "./container.ts";
import { withCustom } from "./custom.ts";
import { nodeAccess, type Profile, withProfile } from "./profiles.ts";

export interface NodeWords {
  readonly name: string;
  readonly container: string;
  readonly words: ContainerWords;
  readonly profile: Profile;
  readonly custom: JsonObject | undefined;
}

/** A pod that looks at a node from within. */
export function nodePod(node: string, { name, container, words, profile, custom }: NodeWords): KubeObject {
  const { namespaces, files } = nodeAccess(profile);
  const made = withProfile(withWords(newContainer(container), words), profile, "node");
  const mounted = files ? { ...made, volumeMounts: [{ mountPath: "/host", name: "host-root" }] } : made;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { "app.kubernetes.io/managed-by": "kubectl-debug" } },
    spec: {
      containers: [withCustom(mounted, custom)],
      ...(namespaces ? { hostIPC: true, hostNetwork: true, hostPID: true } : {}),
      nodeName: node,
      restartPolicy: "Never",
      tolerations: [{ operator: "Exists" }],
      ...(files ? { volumes: [{ hostPath: { path: "/" }, name: "host-root" }] } : {}),
    },
  };
}
