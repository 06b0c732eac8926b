import type { Json } from "../object.ts";
import { isIntegerText, isTimestamp, resolveScalar } from "./resolve.ts";

/** A scalar as a parser hands it over. */
export interface Node {
  readonly text: string;
  /** Written without quotes and not as a block: may stand for something else than text. */
  readonly isPlain: boolean;
  /** The full tag ("tag:yaml.org,2002:int", "!foo"), "" when there is none. */
  readonly tag: string;
}

const YAML = "tag:yaml.org,2002:";

export const isMergeKey = ({ text, isPlain, tag }: Node): boolean =>
  text === "<<" && ((isPlain && (tag === "" || tag === "!")) || tag === `${YAML}merge`);

type Fail = (rank: 0 | 2, message: string) => void;

/** The value of a scalar by its tag and text; failures are reported and read as null. */
export function readScalar(node: Node, fail: Fail, isKey: boolean): Json {
  const value = node.tag === "" ? (node.isPlain ? resolveScalar(node.text) : node.text) : tagged(node, fail);
  if (typeof value === "string" || typeof value === "boolean" || value === null || isKey) return value;
  if (typeof value === "bigint") return value > 2n ** 63n - 1n ? Number(value) : value;
  if (Number.isFinite(value as number)) return value === 0 ? 0 : value;
  fail(
    2,
    `json: unsupported value: ${Number.isNaN(value) ? "NaN" : value === Number.POSITIVE_INFINITY ? "+Inf" : "-Inf"}`,
  );
  return null;
}

function tagged({ text, tag }: Node, fail: Fail): Json {
  if (tag === "!") return text;
  const name = tag.startsWith(YAML) ? tag.slice(YAML.length) : "";
  if (name === "binary") return fromBase64(text, fail);
  if (!["null", "bool", "int", "float", "timestamp"].includes(name)) return text;
  const value = resolveScalar(text);
  const found = typeOf(value, text);
  if (found === name) return value;
  if (name === "float" && found === "int") return Number(value);
  fail(0, `cannot decode !!${found} \`${text}\` as a !!${name}`);
  return null;
}

function typeOf(value: Json, text: string): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return isIntegerText(text) ? "int" : "float";
  return text === "<<" ? "merge" : isTimestamp(text) ? "timestamp" : "str";
}

function fromBase64(text: string, fail: Fail): Json {
  const packed = text.replace(/[\r\n]/g, "");
  if (packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed))
    return Buffer.from(packed, "base64").toString("utf8");
  fail(0, "!!binary value contains invalid base64 data");
  return null;
}
