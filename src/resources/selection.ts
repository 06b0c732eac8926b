import type { Cluster } from "../client/cluster.ts";
import type { Scope } from "./plan.ts";

/** The flags that say which objects are meant, by their names on the command line; what a command lacks is left out. */
export interface SelectionFlags {
  readonly allNamespaces?: boolean;
  readonly selector?: string;
  readonly fieldSelector?: string;
  readonly subresource?: string;
  /** A bare type means all of its objects. */
  readonly all?: boolean;
}

/** Where a command looks: its flags and the current namespace, for selectObjects and selectPlaces. */
export async function selectionScope(
  cluster: Pick<Cluster, "namespace">,
  flags: SelectionFlags = {},
): Promise<Scope & { readonly namespaceIsExplicit: boolean }> {
  const { name, explicit } = await cluster.namespace();
  const allNamespaces = flags.allNamespaces ?? false;
  return {
    namespace: name,
    namespaceIsExplicit: explicit && !allNamespaces,
    allNamespaces,
    labelSelector: flags.selector ?? "",
    fieldSelector: flags.fieldSelector ?? "",
    subresource: flags.subresource ?? "",
    bareTypes: flags.all ?? false,
  };
}
