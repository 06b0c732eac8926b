import type { KubeObject } from "../../core/object.ts";
import type { Clock } from "../clock.ts";
import type { Write } from "../fields/update.ts";
import type { Types } from "../kinds/types.ts";
import type { Store } from "../store/store.ts";

/** What the API works on. */
export interface Machine {
  readonly store: Store;
  readonly clock: Clock;
  readonly types: Types;
  /** A new UUID for metadata.uid. */
  newUid(): string;
  /** Five letters and digits for metadata.generateName, as the real server draws them. */
  newSuffix(): string;
}

/** How a write is to be done: the query parameters that create, update, patch and delete share. */
export interface Writing {
  /** dryRun=All: everything is checked, nothing kept. */
  readonly dryRun?: boolean;
  /** Writes into an object's metadata who changed what; controllers leave that out. */
  readonly track?: (write: Write) => KubeObject;
}

/** RFC 3339 in UTC without fractions, as metav1.Time is written. */
export const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
