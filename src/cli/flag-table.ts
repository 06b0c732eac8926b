import { type Flag, type Flags, flagName } from "../core/flags.ts";

export interface NamedFlag {
  /** The key it was declared under (camelCase). */
  readonly key: string;
  /** Its spelling on the command line (kebab-case). */
  readonly name: string;
  readonly flag: Flag;
}

/** The flags a command line may hold, by long name and by shorthand. */
export interface FlagTable {
  readonly all: readonly NamedFlag[];
  long(name: string): NamedFlag | undefined;
  short(letter: string): NamedFlag | undefined;
}

const HELP: NamedFlag = {
  key: "help",
  name: "help",
  flag: { kind: "bool", default: false, usage: "", shorthand: "h", hidden: true },
};

/** Joins flag declarations; a command's own flag hides a global one of the same name or shorthand. */
export function flagTable(own: Flags, globals: Flags): FlagTable {
  const all: NamedFlag[] = [];
  const longs = new Map<string, NamedFlag>();
  const shorts = new Map<string, NamedFlag>();
  for (const [key, flag] of [...Object.entries(own), ...Object.entries(globals)]) {
    const named = { key, name: flagName(key), flag };
    if (longs.has(named.name)) continue;
    longs.set(named.name, named);
    all.push(named);
    if (flag.shorthand && !shorts.has(flag.shorthand)) shorts.set(flag.shorthand, named);
  }
  if (!longs.has("help")) longs.set("help", HELP);
  if (!shorts.has("h")) shorts.set("h", HELP);
  return {
    all,
    // pflag's normaliser of kubectl: an underscore is as good as a dash.
    long: (name) => longs.get(name.replaceAll("_", "-")),
    short: (letter) => shorts.get(letter),
  };
}

/** The flags that exist in this environment. */
export const availableFlags = (flags: Flags, env: Readonly<Record<string, string | undefined>>): Flags =>
  Object.fromEntries(Object.entries(flags).filter(([, { behind }]) => !behind || env[behind] === "true"));

/** The value a flag has when it stands bare; undefined when it needs an argument. */
export const bareValue = (flag: Flag): string | undefined => flag.bare ?? (flag.kind === "bool" ? "true" : undefined);
