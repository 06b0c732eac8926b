import { type DryRun, dryRunFlag, readDryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { type PrintFlags, readFormat } from "../../printers/printer.ts";

/** The flags that all set commands have; files and selectors are their own matter. */
export const setFlags = {
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  all: bool("Every object of the named types in the namespace."),
  fieldManager: string("Name under which the server remembers who owns the changed fields.", {
    default: "kubectl-set",
  }),
  local: bool("Ask no server: change the objects of the manifests and print them."),
};

/** --containers of the commands that have it. */
export const containersFlag = {
  containers: string("Only containers of this name; an asterisk stands for any letters.", {
    shorthand: "c",
    default: "*",
  }),
};

/** Refuses an output format that is none. */
export function checkFormat(flags: PrintFlags): void {
  if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
}

export const ALL_AND_SELECTOR = "cannot set --all and --selector at the same time";
export const LOCAL_AND_SERVER = "cannot specify --local and --dry-run=server - did you mean --dry-run=client?";

/** What kubectl says of words beside --local. */
const LOCAL_WORDS =
  "you must specify resources by --filename when --local is set.\nExample resource specifications include:\n" +
  "   '-f rsrc.yaml'\n   '--filename=rsrc.json'";

/** Whether the server is asked to try something while it is not to be asked at all. */
export const isLocalOnServer = ({ local, dryRun }: { local: boolean; dryRun: string }): boolean =>
  local && (readDryRun(dryRun).dryRun satisfies DryRun) === "server";

/** Refuses words that name objects of the server together with --local. */
export function checkLocalWords(local: boolean, words: readonly string[]): void {
  if (local && words.length > 0) throw new CliError(LOCAL_WORDS);
}
