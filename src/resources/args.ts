import { CliError } from "../core/errors.ts";

/** Which things the words name: whole types, names of types, or TYPE/NAME pairs. */
export type Words =
  | { readonly form: "none" }
  | { readonly form: "types"; readonly types: readonly string[] }
  | { readonly form: "names"; readonly types: readonly string[]; readonly names: readonly string[] }
  | { readonly form: "pairs"; readonly pairs: readonly Pair[] };

export interface Pair {
  readonly type: string;
  readonly name: string;
}

/** Reads `TYPE[,TYPE] [NAME ...]` or `TYPE/NAME ...`; throws kubectl's errors for mixtures and empty parts. */
export function readArgs(args: readonly string[], program: string): Words {
  const [first, ...names] = args;
  if (first === undefined) return { form: "none" };
  const types = [...new Set(first.split(","))];
  // As kubectl: several types with names are read as the pairs that they stand for.
  const words = types.length > 1 ? types.flatMap((type) => names.map((name) => `${type}/${name}`)) : [];
  const given = words.length > 0 ? words : args;
  if (given.some((arg) => arg.includes("/"))) return { form: "pairs", pairs: readPairs(given, program) };
  return names.length === 0 ? { form: "types", types } : { form: "names", types, names };
}

function readPairs(args: readonly string[], program: string): Pair[] {
  if (args.some((arg) => !arg.includes("/"))) {
    // The closing parenthesis is missing in kubectl's message, too.
    throw new CliError(
      `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. '${program} get resource/<resource_name>' instead of '${program} get resource resource/<resource_name>'`,
    );
  }
  return args.map((arg) => {
    const parts = arg.split("/");
    if (parts.length > 2) throw new CliError("arguments in resource/name form may not have more than one slash");
    const [type, name] = parts as [string, string];
    if (type === "" || name === "" || new Set(type.split(",")).size > 1) throw singleResource();
    return { type, name };
  });
}

const singleResource = (): CliError =>
  new CliError("arguments in resource/name form must have a single resource and name");
