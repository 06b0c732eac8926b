/** One field of a message. */
export interface Field {
  readonly name: string;
  /** A scalar's name ("string", "int32", …) or the name of a message. */
  readonly type: string;
  /** "inline": its fields stand among those of the message around it. */
  readonly shape: "" | "list" | "map" | "inline";
}

export type Message = ReadonlyMap<number, Field>;

type Row = readonly [number, string, string | number, Field["shape"]];

let loaded: Promise<ReadonlyMap<string, Message>> | undefined;
let known: ReadonlyMap<string, Message> | undefined;

/** The messages once they are unpacked; a writing request waits for that. */
export const knownMessages = (): ReadonlyMap<string, Message> | undefined => known;

/** Every message of the API by its full name ("k8s.io.api.core.v1.Pod"); unpacked when first asked for. */
export function protobufMessages(): Promise<ReadonlyMap<string, Message>> {
  loaded ??= unpack();
  return loaded;
}

async function unpack(): Promise<ReadonlyMap<string, Message>> {
  const [{ default: packed }, { brotliDecompressSync }] = await Promise.all([
    import("../recorded/protobuf.json", { with: { type: "json" } }),
    import("node:zlib"),
  ]);
  const table: [string, Row[]][] = JSON.parse(brotliDecompressSync(Buffer.from(packed.brotli, "base64")).toString());
  const names = table.map(([name]) => name);
  known = new Map(
    table.map(([name, rows]) => [
      name,
      new Map(
        rows.map(([number, field, type, shape]) => [
          number,
          { name: field, type: typeof type === "number" ? (names[type] as string) : type, shape },
        ]),
      ),
    ]),
  );
  return known;
}
