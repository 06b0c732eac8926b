import { CliError } from "../../core/errors.ts";
import { type Format, type PrintFlags, readFormat } from "../../printers/printer.ts";
import { FORMATS } from "./get.ts";

interface Shown extends PrintFlags {
  readonly showLabels: boolean;
}

/** Whether the output is a table, made by the server or here. */
export const isTable = ({ output, template }: PrintFlags): boolean =>
  (output === "" && template === "") || ["wide", "box"].includes(output.toLowerCase());

/** Checks -o against what get can print; throws kubectl's errors. */
export function checkFormat(flags: Shown): void {
  if (flags.output === "" && flags.template === "") return;
  const { name } = formatOf(flags);
  // As kubectl: a --template alone goes unnoticed, and the format is shown as it was typed.
  if (flags.showLabels && flags.output !== "" && !["wide", "box"].includes(name)) {
    throw new CliError(`--show-labels option cannot be used with ${flags.output} printer`);
  }
}

export const formatOf = (flags: PrintFlags): Format => readFormat(flags, FORMATS);
