import { bool, string } from "../core/flags.ts";

/** -o, --template and the two that steer them, for commands that print objects. */
export const printFlags = (formats: readonly string[], output = "") => ({
  output: string(`Output format, one of: (${formats.join(", ")}).`, {
    shorthand: "o",
    default: output,
    complete: formats,
  }),
  template: string("Template text, or for -o go-template-file and templatefile the path of a file that holds it."),
  allowMissingTemplateKeys: bool(
    "Templates and jsonpath print nothing, instead of failing, where a field is missing.",
    {
      default: true,
    },
  ),
  showManagedFields: bool("Keep metadata.managedFields in JSON and YAML output."),
});

/** The formats of commands that print the objects they changed. */
export const OBJECT_FORMATS = [
  "json",
  "yaml",
  "kyaml",
  "name",
  "go-template",
  "go-template-file",
  "template",
  "templatefile",
  "jsonpath",
  "jsonpath-as-json",
  "jsonpath-file",
] as const;

/** The formats in which objects can be edited, and printed afterwards. */
export const EDIT_FORMATS = ["json", "yaml", "kyaml"] as const;
