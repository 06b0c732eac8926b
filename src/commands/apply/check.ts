import { readPruneTypes } from "../../apply/prune-types.ts";
import type { Invocation } from "../../cli/command.ts";
import { readCascade } from "../../core/cascade.ts";
import { readDryRun } from "../../core/dry-run.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { readValidate } from "../../core/validate-flag.ts";
import { hasFiles } from "../../resources/files.ts";
import type { applyFlags } from "./flags.ts";

export type Given = Invocation<typeof applyFlags>;

/** Refuses impossible words before anything is read, in kubectl's order. */
export function checkApply(given: Given): void {
  const { args, flags, path } = given;
  if (args.length > 0) {
    throw new UsageError(`Unexpected args: [${args.join(" ")}]`, `See '${path.join(" ")} -h' for help and examples`);
  }
  readDryRun(flags.dryRun);
  readCascade(flags.cascade);
  if (!hasFiles(flags)) throw new CliError("must specify one of -f and -k");
  readValidate(flags.validate);
  if (flags.prune) readPruneTypes(flags.pruneAllowlist);
  // kubectl looks up what may be pruned before it goes on.
  if (!flags.applyset && (!flags.prune || flags.pruneAllowlist.length === 0)) refuseContradictions(given);
}

/** Refuses flags that do not go together. */
export function refuseContradictions({ flags }: Given): void {
  const { dryRun } = readDryRun(flags.dryRun);
  const isRefused = REFUSALS.find(({ when }) =>
    when({ ...flags, isClient: dryRun === "client", isServer: dryRun === "server" }),
  );
  if (isRefused) throw new CliError(isRefused.words);
}

interface Facts extends Record<string, unknown> {
  readonly isClient: boolean;
  readonly isServer: boolean;
}

interface Refusal {
  readonly when: (facts: Facts & Given["flags"]) => boolean;
  readonly words: string;
}

/** The flag is there only when the environment asks for it. */
const isSet = (applyset: string | undefined): applyset is string => applyset !== undefined && applyset !== "";

const REFUSALS: readonly Refusal[] = [
  {
    when: ({ forceConflicts, serverSide }) => forceConflicts && !serverSide,
    words: "--force-conflicts only works with --server-side",
  },
  {
    when: ({ isClient, serverSide }) => isClient && serverSide,
    words: "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
  },
  { when: ({ force, serverSide }) => force && serverSide, words: "--force cannot be used with --server-side" },
  { when: ({ force, isServer }) => force && isServer, words: "--dry-run=server cannot be used with --force" },
  {
    when: ({ all, selector }) => all && selector !== "",
    words: "cannot set --all and --selector at the same time",
  },
  { when: ({ applyset, prune }) => isSet(applyset) && !prune, words: "--applyset requires --prune" },
  { when: ({ applyset, all }) => isSet(applyset) && all, words: "--all is incompatible with --applyset" },
  {
    when: ({ applyset, selector }) => isSet(applyset) && selector !== "",
    words: "--selector is incompatible with --applyset",
  },
  {
    when: ({ applyset, pruneAllowlist }) => isSet(applyset) && pruneAllowlist.length > 0,
    words: "--prune-allowlist is incompatible with --applyset",
  },
  {
    when: ({ applyset, prune, all, selector }) => prune && !isSet(applyset) && !all && selector === "",
    words:
      "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector",
  },
  {
    when: ({ applyset, serverSide, prune }) => serverSide && prune && !isSet(applyset),
    words: "--prune is in alpha and doesn't currently work on objects created by server-side apply",
  },
  { when: ({ force, prune }) => force && prune, words: "--force cannot be used with --prune" },
  {
    when: ({ subresource, serverSide }) => subresource !== "" && !serverSide,
    words: "--subresource can only be specified for --server-side",
  },
];
