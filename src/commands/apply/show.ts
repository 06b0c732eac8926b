import { isObject, type Json, type KubeObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type PrintFlags, readFormat } from "../../printers/printer.ts";

/** Prints what became of objects: a line each as it happens, or in a format that shows all of them together at the end. */
export interface Show {
  done(object: KubeObject, words: string): void;
  /** Prints what was kept for the end. */
  finish(): Promise<void>;
  /** Prints one more object on its own, behind the end. */
  alone(object: KubeObject, words: string): Promise<void>;
}

/** `suffix` is what a dry run adds to the lines. Throws kubectl's error for formats it does not know. */
export function createShow(flags: PrintFlags, suffix: string, world: World): Show {
  const write = (text: string) => world.streams.stdout.write(text);
  if (flags.output === "" && flags.template === "") {
    const line = (object: KubeObject, words: string) => void write(`${nameWithKind(object)} ${words}${suffix}\n`);
    return { done: line, finish: async () => undefined, alone: async (object, words) => line(object, words) };
  }
  const format = readFormat(flags, OBJECT_FORMATS);
  if (format.name === "name") {
    const line = (object: KubeObject) => void write(`${nameWithKind(object)}\n`);
    return { done: line, finish: async () => undefined, alone: async (object) => line(object) };
  }
  const kept: KubeObject[] = [];
  const print = async (object: KubeObject, keepOrder: boolean) =>
    (await openPrinter({ flags, format, world, keepOrder }))(object);
  return {
    done: (object) => void kept.push(object),
    async finish() {
      if (kept.length === 1) await print(kept[0] as KubeObject, false);
      else if (kept.length > 1) await print(listOf(kept), true);
    },
    alone: (object) => print(object, false),
  };
}

/** kubectl's own list has its fields in this order, those of the objects in it are sorted. */
const listOf = (objects: readonly KubeObject[]): KubeObject => ({
  kind: "List",
  apiVersion: "v1",
  metadata: {},
  items: objects.map(sorted),
});

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, sorted(child)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
