import type { KubeObject } from "../../src/core/object.ts";
import type { World } from "../../src/core/world.ts";
import { openPrinter, type PrintFlags, type PrintOptions, readFormat } from "../../src/printers/printer.ts";

export const FORMATS = ["json", "yaml", "go-template", "jsonpath", "custom-columns", "custom-columns-file", "wide"];

export const printFlags = (output: string, template = ""): PrintFlags => ({
  output,
  template,
  allowMissingTemplateKeys: true,
  showManagedFields: false,
});

interface Given {
  readonly noHeaders?: boolean;
  readonly cwd?: string;
  readonly isTerminal?: boolean;
}

/** What one printer writes for the objects, one after another, and the message it ends with if it fails. */
export async function printed(output: string, objects: readonly KubeObject[], given: Given = {}) {
  let stdout = "";
  const write = (text: string | Uint8Array) => {
    stdout += String(text);
  };
  const streams = { stdout: { write, isTerminal: given.isTerminal === true }, stderr: { write } };
  const world = { streams, cwd: given.cwd ?? "/nowhere" } as unknown as World;
  const flags = printFlags(output);
  try {
    const options: PrintOptions = {
      flags,
      format: readFormat(flags, FORMATS),
      world,
      noHeaders: given.noHeaders === true,
    };
    const print = await openPrinter(options);
    for (const object of objects) print(object);
    return { stdout, error: undefined };
  } catch (error) {
    return { stdout, error: (error as Error).message };
  }
}
