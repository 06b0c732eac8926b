/** The value kinds of pflag that kubectl uses; "optional" is a string whose value may be left out (`--dry-run`). */
export type FlagKind =
  | "bool"
  | "string"
  | "int"
  | "int32"
  | "duration"
  | "strings"
  | "string-array"
  | "optional"
  | "map";

/** A flag as data: parsing, help and completion are derived from it. Durations are milliseconds. */
export interface Flag<T = unknown> {
  readonly kind: FlagKind;
  readonly default: T;
  /** One sentence for the help page, in our own words. */
  readonly usage: string;
  readonly shorthand?: string;
  /** What the value is when the flag stands bare (kind "optional" and "bool"). */
  readonly bare?: string;
  readonly hidden?: boolean;
  /** An environment variable that has to be "true" for the flag to exist. */
  readonly behind?: string;
  /** cobra's "required flag(s)" check. */
  readonly required?: boolean;
  /** pflag's deprecation notice: `Flag --x has been deprecated, NOTICE`. */
  readonly deprecated?: string;
  /** The default as the help page shows it, where it differs from the value's own spelling. */
  readonly shown?: string;
  /** The reason of a bad value is hidden behind "parse error", as for flags of Go's own flag package. */
  readonly plainError?: boolean;
  /** For kind "map": Kubernetes' own map of strings instead of pflag's. */
  readonly isMapString?: boolean;
  /** Throws Error, with Go's reason, for texts that the flag does not take. */
  readonly check?: (text: string) => void;
  /** What the shell completes after it: a fixed list of words or a known source. */
  readonly complete?: readonly string[] | FlagSource;
}

/** Named sources of completion words that the frame knows how to ask. */
export type FlagSource = "namespaces" | "contexts" | "clusters" | "users" | "files";

export type Flags = Readonly<Record<string, Flag>>;

/** The parsed values: camelCase keys as declared, kebab-case on the command line. */
export type FlagValues<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };

type Options<T> = Partial<Omit<Flag<T>, "kind" | "usage">>;

const make =
  <T>(kind: FlagKind, zero: T) =>
  (usage: string, options: Options<T> = {}): Flag<T> => ({ kind, default: zero, usage, ...options });

export const bool = make<boolean>("bool", false);
export const string = make<string>("string", "");
export const int = make<number>("int", 0);
export const int32 = make<number>("int32", 0);
export const duration = make<number>("duration", 0);
/** Repeatable, and each value is split at commas (CSV quoting). */
export const strings = make<readonly string[]>("strings", []);
/** Repeatable, values taken whole. */
export const stringArray = make<readonly string[]>("string-array", []);
/** Repeatable key=value pairs. */
export const map = make<ReadonlyMap<string, string>>("map", new Map());
/** A string that may stand bare; never takes the next word as its value. */
export const optional = (usage: string, options: Options<string> & { bare: string }): Flag<string> => ({
  kind: "optional",
  default: "",
  usage,
  ...options,
});

/** `dryRun` → `dry-run`: the spelling of a declared flag on the command line. */
export const flagName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
