import { deletingFlags } from "../../apply/flags.ts";
import { dryRunFlag } from "../../core/dry-run.ts";
import { bool, string, stringArray } from "../../core/flags.ts";
import { recordFlag } from "../../core/record.ts";
import { validateFlag } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { fileFlags, selectorFlag } from "../../resources/flags.ts";

/** The flags that apply and diff share. */
export const sharedFlags = {
  ...selectorFlag,
  fieldManager: string("Name under which the server remembers who owns the fields.", {
    default: "kubectl-client-side-apply",
  }),
  forceConflicts: bool("With --server-side: take fields over from other managers."),
  prune: bool("Delete what was applied once and is not in the manifests any more; needs -l or --all."),
  pruneAllowlist: stringArray("Type that --prune may delete, GROUP/VERSION/KIND (core/v1/Secret); may be repeated."),
  serverSide: bool("Let the server merge: it remembers for every field who owns it."),
};

export const applyFlags = {
  ...fileFlags("File, folder or URL with the manifests to apply; - is standard input."),
  ...sharedFlags,
  ...deletingFlags,
  ...dryRunFlag,
  ...validateFlag,
  ...printFlags(OBJECT_FORMATS),
  applyset: string(
    "Set of objects, [TYPE/]NAME of its parent, whose members --prune deletes when they leave it; in alpha.",
    {
      behind: "KUBECTL_APPLYSET",
    },
  ),
  all: bool("With --prune: every object of the namespace that was applied once."),
  openapiPatch: bool("Look up how to merge kinds that are not built in, in the server's OpenAPI documents.", {
    default: true,
  }),
  overwrite: bool("Undo what others changed in the fields of the manifest.", { default: true }),
  record: recordFlag(),
  subresource: string("With --server-side: the part of the object to apply to, such as status."),
};
