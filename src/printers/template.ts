import { CliError } from "../core/errors.ts";
import type { KubeObject } from "../core/object.ts";
import { type Printer, type PrintOptions, readTemplateFile } from "./printer.ts";

type Write = (text: string) => void;

/** Printers that run a small language over each object: go-template, jsonpath, custom-columns and query. */
export async function templatePrinter(options: PrintOptions, write: Write): Promise<Printer> {
  const { format, world, flags } = options;
  const { argument } = format;
  switch (format.name) {
    case "go-template":
      return await goTemplate(argument, flags.allowMissingTemplateKeys, write, world.streams.stderr.write);
    case "go-template-file":
      return await goTemplate(
        readTemplateFile(argument, "--template", world.cwd),
        flags.allowMissingTemplateKeys,
        write,
        world.streams.stderr.write,
      );
    case "jsonpath":
    case "jsonpath-as-json":
      return await jsonPath(argument, options, write);
    case "jsonpath-file":
      return await jsonPath(readTemplateFile(argument, "--template", world.cwd), options, write);
    case "query": {
      const { queryPrinter } = await import("./query.ts");
      return await queryPrinter(argument, write);
    }
    default: {
      const { customColumnsPrinter } = await import("./custom-columns.ts");
      return await customColumnsPrinter(options, write);
    }
  }
}
