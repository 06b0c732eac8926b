import type { Resource } from "../client/resource.ts";

/** Something to ask the server for: one named object, or the objects of a type that match. */
export interface Target {
  readonly resource: Resource;
  /** Undefined: all namespaces, or a type without namespaces. */
  readonly namespace: string | undefined;
  readonly name?: string;
  readonly subresource?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** It comes from an item of a List in a manifest. */
  readonly isListed?: boolean;
}

/** "pods", "deployments.apps": how errors and progress lines call a type. */
export const typeName = ({ plural, group }: Resource): string => (group === "" ? plural : `${plural}.${group}`);

/** "pod", "deployment.apps": what stands before names in mixed tables and in `-o name`. */
export const kindName = ({ kind, group }: Pick<Resource, "kind" | "group">): string =>
  group === "" ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;

/** "/v1, Resource=pods", "apps/v1, Resource=deployments". */
export const gvrText = ({ group, version, plural }: Resource): string => `${group}/${version}, Resource=${plural}`;
