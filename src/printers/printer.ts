import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { CliError } from "../core/errors.ts";
import { isObject, type JsonObject, type KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";

/** Prints objects one after another in one output format. */
export type Printer = (object: KubeObject) => void;

export interface PrintFlags {
  readonly output: string;
  readonly template: string;
  readonly allowMissingTemplateKeys: boolean;
  readonly showManagedFields: boolean;
}

/** An output format with what it was given after "=" (a template or a file's name). */
export interface Format {
  readonly name: string;
  readonly argument: string;
}

const TEMPLATES: Readonly<Record<string, string>> = {
  "go-template": "go-template",
  template: "go-template",
  "go-template-file": "go-template-file",
  templatefile: "go-template-file",
  jsonpath: "jsonpath",
  "jsonpath-as-json": "jsonpath-as-json",
  "jsonpath-file": "jsonpath-file",
};

/**
 * Reads -o and --template. Throws kubectl's error for a format that is not allowed, or a template that is missing.
 * A bare --template means go-template.
 */
export function readFormat(flags: PrintFlags, allowed: readonly string[]): Format {
  const { output, template } = flags;
  if (output === "" && template !== "" && allowed.includes("go-template"))
    return { name: "go-template", argument: template };
  const lower = output.toLowerCase();
  // As kubectl: formats with an argument are read as they are spelled, and --template leaves no room for "=…".
  const name = allowed.find((one) => {
    if (!takesArgument(one)) return lower === one;
    return output === one || (template === "" && output.startsWith(`${one}=`));
  });
  if (name === undefined) throw unknownFormat(output, allowed);
  const kind = TEMPLATES[name] ?? name;
  const argument = output.slice(name.length + 1) || (takesArgument(name) ? template : "");
  if (name in TEMPLATES && argument === "") throw new CliError("template format specified but no template given");
  if (name.startsWith("custom-columns") && argument === "") {
    throw new CliError("custom-columns format specified but no custom columns given");
  }
  return { name: kind, argument };
}

const takesArgument = (format: string): boolean =>
  format in TEMPLATES || format.startsWith("custom-columns") || format === "query";

export function unknownFormat(output: string, allowed: readonly string[]): CliError {
  const list = allowed.filter((one) => one !== "box" && one !== "query").sort();
  return new CliError(
    `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${list.join(",")}`,
  );
}

/** The text of a template file; throws kubectl's error. */
export function readTemplateFile(file: string, what: string, cwd: string): string {
  try {
    return readFileSync(isAbsolute(file) ? file : join(cwd, file), "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = missing ? `open ${file}: no such file or directory` : (error as Error).message;
    throw new CliError(`error reading ${what} ${file}, ${reason}`, { cause: error });
  }
}

/** The object as JSON and YAML show it: without metadata.managedFields unless they are wanted. */
export function withoutManagedFields(object: KubeObject): KubeObject {
  if (isObject(object.metadata) && "managedFields" in object.metadata) {
    const { managedFields: _, ...metadata } = object.metadata;
    return { ...object, metadata };
  }
  if (Array.isArray(object.items))
    return { ...object, items: object.items.map((item) => withoutManagedFields(item as JsonObject)) };
  return object;
}

export interface PrintOptions {
  readonly flags: PrintFlags;
  readonly format: Format;
  readonly world: World;
  /** Objects built here keep their keys' order in JSON and KYAML, as kubectl's typed objects do. */
  readonly keepOrder?: boolean;
  /** --no-headers, for custom columns. */
  readonly noHeaders?: boolean;
}

/** Loads the printer of a format, and only that one. */
export async function openPrinter(options: PrintOptions): Promise<Printer> {
  const { flags, format, world } = options;
  const clean = (object: KubeObject) => (flags.showManagedFields ? object : withoutManagedFields(object));
  const write = (text: string) => world.streams.stdout.write(text);
  switch (format.name) {
    case "json": {
      const { jsonPrinter } = await import("./json.ts");
      return (object) => write(jsonPrinter(clean(object), !options.keepOrder));
    }
    case "yaml": {
      const { yamlPrinter } = await import("./yaml.ts");
      const print = await yamlPrinter();
      return (object) => write(print(clean(object)));
    }
    case "kyaml": {
      const { kyamlPrinter } = await import("./yaml.ts");
      const print = await kyamlPrinter(!options.keepOrder);
      return (object) => write(print(clean(object)));
    }
    case "name": {
      const { namesOf } = await import("./name.ts");
      return (object) => write(namesOf(object));
    }
    default: {
      const { templatePrinter } = await import("./template.ts");
      return await templatePrinter(options, write);
    }
  }
}
