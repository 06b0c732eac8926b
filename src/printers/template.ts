import { type Printer, type PrintOptions, readTemplateFile } from "./printer.ts";

type Write = (text: string) => void;

/** Printers that run a small language over each object: go-template, jsonpath, custom-columns and query. */
export async function templatePrinter(options: PrintOptions, write: Write): Promise<Printer> {
  const { format, world } = options;
  const { name, argument } = format;
  const fromFile = () => readTemplateFile(argument, "--template", world.cwd);
  if (name.startsWith("go-template")) return await goTemplate(name.endsWith("-file") ? fromFile() : argument, options, write);
  if (name.startsWith("jsonpath")) return await jsonPath(name === "jsonpath-file" ? fromFile() : argument, options, write);
  if (name === "query") {
    const { queryPrinter } = await import("./query.ts");
    return await queryPrinter(argument, write);
  }
  const { customColumnsPrinter } = await import("./custom-columns.ts");
  return customColumnsPrinter(options, write);
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
