/** A type the API serves, as discovery tells it; its objects are kept under `key`, whatever version they came in. */
export interface Kind {
  /** "deployments.apps", "pods": where its objects are kept. */
  readonly key: ResourceKey;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** "status", "scale", "log", "binding", … with the kind their bodies have. */
  readonly subresources: readonly Subresource[];
}

export interface Subresource {
  readonly name: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** The plural and the group: "pods", "deployments.apps", "widgets.example.com". */
export type ResourceKey = string;
