import type { Json, JsonObject } from "../object.ts";
import { YamlError } from "./error.ts";
import { writeKey } from "./keys.ts";
import { isMergeKey, type Node, readScalar } from "./scalar.ts";
import { assign, cloneCounted, goSyntax, type Raw } from "./values.ts";

/** Takes a document's events in order and gives the value; a parser drives it. */
export interface Composer {
  open(kind: "map" | "list", anchor: string | undefined): void;
  scalar(node: Node, anchor: string | undefined): void;
  alias(name: string): void;
  close(): void;
  /** The document's value as JSON; throws YamlError. */
  finish(): Json;
}

interface Frame {
  readonly kind: "map" | "list";
  readonly list: Raw[];
  readonly map: JsonObject;
  readonly anchor: string | undefined;
  /** How many nodes there were before it opened. */
  readonly before: number;
  key: string | undefined;
  isMerge: boolean;
}

interface Anchor {
  readonly value: Raw;
  /** The node and all below it. */
  readonly count: number;
}

const MERGE_WANTS_MAP = "map merge requires map or sequence of maps as the value";

/** Builds a document out of events by kubectl's rules: later keys win, merges in document order, limited aliases. */
export function composer(): Composer {
  const frames: Frame[] = [];
  const anchors = new Map<string, Anchor | "open">();
  let [count, aliased]: [number, number] = [0, 0];
  let root: Raw = null;
  // Syntax errors come first in kubectl, then errors of decoding, then keys and numbers that JSON does not have.
  const errors: [decode?: string, key?: string, number?: string] = [];
  const fail = (rank: 0 | 1 | 2, message: string) => {
    errors[rank] ??= message;
  };

  function add(value: Raw, frame = frames.at(-1)): void {
    if (!frame) root = value;
    else if (frame.kind === "list") frame.list.push(value);
    else if (frame.isMerge) {
      merge(frame.map, value, fail);
      frame.isMerge = false;
    } else if (frame.key === undefined) takeKey(frame, value);
    else {
      if (frame.key !== NO_KEY) assign(frame.map, frame.key, value as Json);
      else if (errors[1] === "") errors[1] = NIL_KEY + (value === null ? "<nil>" : goSyntax(value));
      frame.key = undefined;
    }
  }

  function takeKey(frame: Frame, value: Raw, node?: Node): void {
    frame.key = NO_KEY;
    if (value === null) fail(1, "");
    else if (typeof value === "object") fail(0, `invalid map key: ${goSyntax(value)}`);
    else frame.key = writeKey(value, node);
  }

  return {
    open(kind, anchor) {
      if (anchor !== undefined) anchors.set(anchor, "open");
      frames.push({ kind, list: [], map: {}, anchor, before: count++, key: undefined, isMerge: false });
    },
    scalar(node, anchor) {
      count++;
      const frame = frames.at(-1);
      const isKey = frame?.kind === "map" && frame.key === undefined && !frame.isMerge;
      if (isKey && isMergeKey(node)) {
        frame.isMerge = true;
        return;
      }
      const value = readScalar(node, fail, isKey === true);
      if (anchor !== undefined) anchors.set(anchor, { value, count: 1 });
      if (isKey) takeKey(frame, value, node);
      else add(value);
    },
    alias(name) {
      const anchor = anchors.get(name);
      if (anchor === undefined) throw new YamlError(`unknown anchor '${name}' referenced`);
      if (anchor === "open") {
        fail(0, `anchor '${name}' value contains itself`);
        return add(null);
      }
      count += anchor.count + 1;
      aliased += anchor.count;
      if (aliased > 100 && count > 1000 && aliased / count > allowedShare(count)) {
        fail(0, "document contains excessive aliasing");
      }
      // What has failed is not built any further; a syntax error may still follow and come first.
      if (errors[0] !== undefined) return add(null);
      add(cloneCounted(anchor.value));
    },
    close() {
      const { kind, list, map, anchor, before } = frames.pop() as Frame;
      const value = kind === "list" ? (list as Json[]) : map;
      if (anchor !== undefined) anchors.set(anchor, { value, count: count - before });
      add(value);
    },
    finish() {
      const message = errors[0] ?? errors[1] ?? errors[2];
      if (message !== undefined) throw new YamlError(message);
      return root as Json;
    },
  };
}

const NO_KEY = "\u0000no key";
const NIL_KEY = "unsupported map key of type: %!s(<nil>), key: <nil>, value: ";

/** kubectl's limit for the part of all nodes that may come from aliases: 99 % of small documents, 10 % of huge ones. */
function allowedShare(count: number): number {
  const [small, huge] = [400_000, 4_000_000];
  if (count <= small) return 0.99;
  if (count >= huge) return 0.1;
  return 0.99 - (0.89 * (count - small)) / (huge - small);
}

/** `<<: {…}` or `<<: [{…}, {…}]`: overrides what stands before it; of several maps the first wins. */
function merge(map: JsonObject, source: Raw, fail: (rank: 0, message: string) => void) {
  const sources = Array.isArray(source) ? [...source].reverse() : [source];
  for (const one of sources) {
    if (typeof one !== "object" || one === null || Array.isArray(one)) return fail(0, MERGE_WANTS_MAP);
    for (const key of Object.keys(one)) assign(map, key, one[key] as Json);
  }
}
