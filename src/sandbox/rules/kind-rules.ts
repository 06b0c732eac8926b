import type { Json, KubeObject } from "../../core/object.ts";
import type { FieldError } from "./field-error.ts";

/** What the server does with objects of one kind before it keeps them; one file per kind implements it. */
export interface KindRules {
  /** Gives the object with everything filled in that the server fills in; `before` is what an update replaces. */
  readonly defaults?: (object: KubeObject, before: KubeObject | undefined) => KubeObject;
  /** Everything that is wrong with an object whose defaults are filled in; `before` is what an update replaces. */
  readonly validate?: (object: KubeObject, before: KubeObject | undefined) => readonly FieldError[];
  /** The status of a new object; without it a new object of a kind with a status has `{}`. */
  readonly initialStatus?: (object: KubeObject) => Json;
  /** Whether metadata.generation counts the changes of everything but metadata and status. */
  readonly hasGeneration?: boolean;
  /** An annotation that it does not count, where it counts all others, too. */
  readonly uncounted?: string;
  /** What a name may be; subdomains (RFC 1123) when it is left out. */
  readonly names?: "subdomain" | "label" | "path";
}
