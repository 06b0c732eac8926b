import type { Event, ParserOptions, ScalarEvent } from "js-yaml";
import type { Json } from "../object.ts";
import { type Composer, composer } from "./compose.ts";
import { YamlError } from "./error.ts";

type Package = typeof import("js-yaml");

const OPTIONS: ParserOptions = { maxDepth: 10_000 };
const DOCUMENT = 1;
const SEQUENCE = 2;
const MAPPING = 3;
const SCALAR = 4;
const ALIAS = 5;
const PLAIN = 1;

/** Parses the first document of a text with js-yaml and composes it by kubectl's rules; null when there is none. */
export function parseWithPackage(yaml: Package, text: string): Json {
  const events = yaml.parseEvents(text, OPTIONS);
  const into = composer();
  let depth = 0;
  for (const event of events) {
    if (event.type === DOCUMENT || event.type === SEQUENCE || event.type === MAPPING) depth++;
    // Only the first document counts; the last "pop" closes it.
    else if (event.type === 6 && --depth === 0) break;
    feed(into, event, { text, yaml });
  }
  return into.finish();
}

function feed(into: Composer, event: Event, { text, yaml }: { text: string; yaml: Package }) {
  const anchor =
    "anchorStart" in event && event.anchorStart >= 0 ? text.slice(event.anchorStart, event.anchorEnd) : undefined;
  switch (event.type) {
    case SEQUENCE:
      return into.open("list", anchor);
    case MAPPING:
      return into.open("map", anchor);
    case SCALAR: {
      const tag = event.tagStart < 0 ? "" : fullTag(text.slice(event.tagStart, event.tagEnd));
      return into.scalar({ text: scalarText(event, text, yaml), isPlain: event.style === PLAIN, tag }, anchor);
    }
    case ALIAS:
      return into.alias(anchor as string);
    case DOCUMENT:
      return;
    default:
      return into.close();
  }
}

const scalarText = (event: ScalarEvent, text: string, yaml: Package): string =>
  event.fast && event.valueStart >= 0 ? text.slice(event.valueStart, event.valueEnd) : yaml.getScalarValue(text, event);

/** `!!int` and `!<uri>` in full; other tags stay as written. */
function fullTag(tag: string): string {
  if (tag.startsWith("!!")) return `tag:yaml.org,2002:${tag.slice(2)}`;
  if (tag.startsWith("!<")) return tag.slice(2, -1);
  if (tag.indexOf("!", 1) > 0) throw new YamlError("found undefined tag handle");
  return tag;
}
