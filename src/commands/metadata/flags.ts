import { dryRunFlag } from "../../core/dry-run.ts";
import { bool, string } from "../../core/flags.ts";
import { recordFlag } from "../../core/record.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { allNamespacesFlag, fieldSelectorFlag, fileFlags, selectorFlag } from "../../resources/flags.ts";

/** The flags that label and annotate share; `manager` is the field manager's name. */
export const metadataFlags = (manager: string) => ({
  ...fileFlags("File, folder or URL with manifests of the objects to change; - is standard input."),
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  all: bool("Every object of the named types in the namespace."),
  fieldManager: string("Name under which the server remembers who owns the changed fields.", { default: manager }),
  list: bool("Print what the objects have (after the change, if there is one)."),
  local: bool("Ask no server: change the objects of the manifests and print them."),
  overwrite: bool("Replace values that are there already."),
  record: recordFlag(),
  resourceVersion: string("Only if the object still has this version; for a single object."),
});
