/** A resource type that the server serves, in one group and version. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural name in URLs, lower case. */
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
}

export interface Subresource {
  readonly name: string;
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly verbs: readonly string[];
}

export interface ApiGroup {
  readonly name: string;
  /** Versions in the server's order of preference. */
  readonly versions: readonly string[];
  readonly preferred: string;
}

/** What the server serves, groups and resources in its own order (core first). */
export interface ServedApi {
  readonly groups: readonly ApiGroup[];
  readonly resources: readonly Resource[];
}
