import { escapeControls } from "../core/terminal.ts";
import { type Printer, type PrintOptions, readTemplateFile } from "./printer.ts";

type Write = (text: string) => void;

/**
 * Printers that run a small language over each object: go-template, jsonpath, custom-columns and query. What templates
 * give is raw in a pipe; on a terminal its control characters are made visible.
 */
export async function templatePrinter(options: PrintOptions, raw: Write): Promise<Printer> {
  const { format, world } = options;
  const write = world.streams.stdout.isTerminal ? (text: string) => raw(escapeControls(text)) : raw;
  const { name, argument } = format;
  const fromFile = () => readTemplateFile(argument, "--template", world.cwd);
  if (name.startsWith("go-template"))
    return await goTemplate(name.endsWith("-file") ? fromFile() : argument, options, write);
  if (name.startsWith("jsonpath"))
    return await jsonPath(name === "jsonpath-file" ? fromFile() : argument, options, write);
  if (name === "query") {
    const { queryPrinter } = await import("./query.ts");
    return await queryPrinter(argument, write);
  }
  const { customColumnsPrinter } = await import("./custom-columns.ts");
  // Columns are escaped cell by cell, wherever they go.
  return customColumnsPrinter(options, raw);
}

async function jsonPath(template: string, { flags, format }: PrintOptions, write: Write): Promise<Printer> {
  const { compileJsonPath } = await import("../template/jsonpath.ts");
  const asJson = format.name === "jsonpath-as-json";
  const print = compileJsonPath(template, { allowMissing: flags.allowMissingTemplateKeys, asJson });
  return (object) => write(print(object));
}

async function goTemplate(template: string, { flags }: PrintOptions, write: Write): Promise<Printer> {
  const { compileGoTemplate } = await import("../template/go/template.ts");
  const print = compileGoTemplate(template, { allowMissing: flags.allowMissingTemplateKeys });
  return (object) => print(object, write);
}
