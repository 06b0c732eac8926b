import type { KubeObject } from "../core/object.ts";

/** A type as far as its path goes. */
export interface TypeOf {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface Where {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** What a description may ask for besides the object itself. Requests that the server refuses are thrown. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: number;
  list(type: TypeOf, where: Where): Promise<KubeObject[]>;
  get(type: TypeOf, name: string, namespace?: string): Promise<KubeObject>;
  /** The events about an object; undefined when they are not wanted. */
  events(about: About): Promise<KubeObject[] | undefined>;
}

/** Whom events are about. */
export interface About {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}

/** Writes an object down: lines whose cells are parted by tabs, two blanks for each level. */
export type Describer = (object: KubeObject, around: Surroundings) => Promise<string[]> | string[];

const type = (group: string, plural: string, namespaced = true): TypeOf => ({
  group,
  version: "v1",
  plural,
  namespaced,
});

export const PODS = type("", "pods");
export const EVENTS = type("", "events");
export const SERVICES = type("", "services");
export const ENDPOINT_SLICES = type("discovery.k8s.io", "endpointslices");
export const QUOTAS = type("", "resourcequotas");
export const LIMIT_RANGES = type("", "limitranges");
export const RESOURCE_SLICES = type("resource.k8s.io", "resourceslices", false);
export const LEASES = type("coordination.k8s.io", "leases");
export const SCALERS = { ...type("autoscaling", "horizontalpodautoscalers"), version: "v2" };
export const REPLICA_SETS = type("apps", "replicasets");

/** Looks without minding a refusal: what may not be seen is not told. */
export const ifAllowed = async <T>(look: Promise<T>): Promise<T | undefined> => look.catch(() => undefined);

/** Waits for two looks that are under way; what fails is the first of them that failed, whichever ended first. */
export async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  second.catch(() => undefined);
  return [await first, await second];
}
