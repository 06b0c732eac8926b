import { writeJson } from "../core/json/write.ts";
import type { KubeObject } from "../core/object.ts";
import type { Output } from "../core/world.ts";

/** How a format spells the List around the items: kubectl's `kind: List` without a resource version. */
interface Frame {
  readonly open: string;
  readonly item: (object: KubeObject) => string;
  readonly between: string;
  /** After the last item, or after `open` when there is none. */
  readonly close: string;
  readonly empty: string;
}

export type ListFormat = "json" | "yaml" | "kyaml";

const FRAMES: Readonly<Record<ListFormat, () => Promise<Frame>>> = {
  json: async () => {
    const rest = `],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n`;
    return {
      open: `{\n    "apiVersion": "v1",\n    "items": [`,
      item: (object) => `\n        ${writeJson(object, { indent: 4, depth: 2 })}`,
      between: ",",
      close: `\n    ${rest}`,
      empty: rest,
    };
  },
  yaml: async () => {
    const { writeYamlItem } = await import("../core/yaml/write.ts");
    const rest = `kind: List\nmetadata:\n  resourceVersion: ""\n`;
    return {
      open: "apiVersion: v1\nitems:",
      item: (object) => `\n${writeYamlItem(object).slice(0, -1)}`,
      between: "",
      close: `\n${rest}`,
      empty: ` []\n${rest}`,
    };
  },
  kyaml: async () => {
    const { writeKyamlValue } = await import("../core/yaml/kyaml.ts");
    const rest = `],\n  kind: "List",\n  metadata: {\n    resourceVersion: "",\n  },\n}\n`;
    return {
      open: `---\n{\n  apiVersion: "v1",\n  items: [`,
      item: (object) => writeKyamlValue(object, 1),
      between: ", ",
      close: rest,
      empty: rest,
    };
  },
};

/** Prints a List of objects that are handed over one by one and not kept; nothing is written before `finish`. */
export interface ListPrinter {
  add(object: KubeObject): void;
  /** Remembers this place; calling what it gives forgets everything added since (a list that starts again). */
  mark(): () => void;
  readonly isEmpty: boolean;
  finish(): void;
}

const PIECE = 64 * 1024;

/** Opens the list printer of json, yaml or kyaml. The text is kept as bytes, an eighth of what the objects would take. */
export async function openListPrinter(format: ListFormat, out: Output): Promise<ListPrinter> {
  const frame = await FRAMES[format]();
  let pieces: Buffer[] = [];
  let text = "";
  let count = 0;
  const flush = () => {
    pieces.push(Buffer.from(text));
    text = "";
  };
  return {
    add(object) {
      text += (count++ === 0 ? frame.open : frame.between) + frame.item(object);
      if (text.length > PIECE) flush();
    },
    mark() {
      flush();
      const before = { pieces: pieces.length, count };
      return () => {
        pieces = pieces.slice(0, before.pieces);
        text = "";
        count = before.count;
      };
    },
    get isEmpty() {
      return count === 0;
    },
    finish() {
      text += count === 0 ? frame.open + frame.empty : frame.close;
      flush();
      for (const piece of pieces) out.write(piece);
    },
  };
}
