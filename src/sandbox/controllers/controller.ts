import type { KubeObject } from "../../core/object.ts";
import type { ResourceKey } from "../kinds/kind.ts";

/** The API as controllers see it: synchronous, past authentication, with the same checks as requests over the wire. */
export interface ClusterApi {
  /** Milliseconds since 1970, by the cluster's clock. */
  now(): number;
  get(resource: ResourceKey, namespace: string, name: string): KubeObject | undefined;
  /** Every object of the type, or those of one namespace, by name. Objects are shared: never change one in place. */
  list(resource: ResourceKey, namespace?: string): readonly KubeObject[];
  /** Creates an object (metadata.generateName is honoured) and gives what was stored; throws ApiError. */
  create(resource: ResourceKey, object: KubeObject): KubeObject;
  /** Replaces everything but the status; throws ApiError, a conflict when metadata.resourceVersion is stale. */
  update(resource: ResourceKey, object: KubeObject): KubeObject;
  /** Replaces the status alone. */
  updateStatus(resource: ResourceKey, object: KubeObject): KubeObject;
  /** Deletes as a request would: finalizers and grace periods count. Not finding it is no error. */
  delete(resource: ResourceKey, namespace: string, name: string, options?: Deleting): void;
  /** Tells what happened to an object: an Event, counted up when it has been told before. */
  event(about: KubeObject, event: Told): void;
}

export interface Deleting {
  readonly propagation?: "Background" | "Foreground" | "Orphan";
  readonly graceSeconds?: number;
  readonly uid?: string;
}

export interface Told {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  /** "deployment-controller", "kubelet", "default-scheduler", … */
  readonly component: string;
  readonly node?: string;
  /** Milliseconds in which the same is not told again. */
  readonly quietFor?: number;
  /** "Binding": what was tried; only those tell it who write events of the newer form, with times in microseconds. */
  readonly action?: string;
  /** "spec.containers{web}": the part of the object it is about. */
  readonly fieldPath?: string;
}

/** A loop that brings one kind of thing nearer to what is wanted. It keeps no state that a restart would lose. */
export interface Controller {
  readonly name: string;
  /** Types whose changes may be its business. */
  readonly watches: readonly ResourceKey[];
  /** Which things ("namespace/name", or a name for things without namespace) a changed or deleted object concerns. */
  concerns(resource: ResourceKey, object: KubeObject, api: ClusterApi): readonly string[];
  /** Looks at one thing and acts; a number asks to be called again after so many milliseconds. */
  reconcile(api: ClusterApi, thing: string): number | undefined;
}
