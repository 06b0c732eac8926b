import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { readJson } from "../../core/json/read.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { type Change, createStore, type Store } from "./store.ts";

/** A store that survives its process: `close` ends the writing. */
export interface KeptStore {
  readonly store: Store;
  close(): void;
}

/**
 * Opens a store kept in a file of JSON lines. Every change is in the file before its writer is told that it is done. The
 * file is written anew, in one step, when it is opened; a last line that was cut is left out. Throws for other broken lines.
 */
export function openDataFile(file: string): KeptStore {
  const store = createStore();
  if (existsSync(file)) restore(store, readFileSync(file, "utf8"), file);
  rewrite(file, store);
  const handle = openSync(file, "a", 0o600);
  const stop = store.subscribe((change) => {
    writeSync(handle, lineOf(change));
  });
  return {
    store,
    close() {
      stop();
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}

const lineOf = ({ type, resource, object }: Change): string =>
  type === "DELETED"
    ? `${JSON.stringify({ gone: resource, namespace: namespaceOf(object), name: nameOf(object) })}\n`
    : putLine(resource, object);

const putLine = (resource: string, object: KubeObject): string =>
  `{"put":${JSON.stringify(resource)},"object":${writeJson(object, { sortKeys: false })}}\n`;

function restore(store: Store, text: string, file: string): void {
  const lines = text.split("\n");
  const isCut = lines.pop() !== "";
  for (const [at, line] of lines.entries()) {
    const entry = read(line);
    if (!entry) {
      if (isCut && at === lines.length - 1) return;
      throw new Error(`${file}: line ${at + 1} is no line of a sandbox's data file`);
    }
    if ("put" in entry) store.put(entry.put, entry.object);
    else store.remove(entry.gone, entry.namespace, entry.name);
  }
}

type Entry =
  | { readonly put: string; readonly object: KubeObject }
  | { readonly gone: string; readonly namespace: string; readonly name: string };

function read(line: string): Entry | undefined {
  try {
    const entry = readJson(line);
    if (!isObject(entry)) return undefined;
    const { put, object, gone, namespace, name } = entry;
    if (typeof put === "string" && isObject(object)) return { put, object };
    if (typeof gone !== "string") return undefined;
    return { gone, namespace: String(namespace), name: String(name) };
  } catch {
    return undefined;
  }
}

/** Only what is there now, without what has gone meanwhile. */
function rewrite(file: string, store: Store): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  const lines = store
    .resources()
    .flatMap((resource) => store.list(resource).map((object) => putLine(resource, object)));
  try {
    writeFileSync(temporary, lines.join(""), { mode: 0o600, flag: "wx", flush: true });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
