import { type Der, derOid, derValues } from "./der.ts";

/** What a certificate request says of who wants it. */
export interface RequestedNames {
  /** The parts of the subject, by their object identifiers. */
  readonly subject: ReadonlyMap<string, readonly string[]>;
  readonly dns: readonly string[];
  readonly emails: readonly string[];
  readonly uris: readonly string[];
  readonly addresses: readonly string[];
}

const ALTERNATIVE_NAMES = "2.5.29.17";
const EXTENSIONS = "1.2.840.113549.1.9.14";
const ATTRIBUTES = 0xa0;

/** Reads a request (PEM); undefined when it is none. */
export function readRequest(pem: string): RequestedNames | undefined {
  const [, body] = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([^-]*)-----END/.exec(pem) ?? [];
  if (body === undefined) return undefined;
  try {
    const [request] = derValues(Buffer.from(body, "base64"));
    const [info] = derValues((request as Der).bytes);
    const [, subject, , attributes] = derValues((info as Der).bytes);
    const names = attributes?.tag === ATTRIBUTES ? alternativeNames(attributes) : [];
    const ofKind = (tag: number) => names.filter((one) => one.tag === tag).map(({ bytes }) => bytes);
    return {
      subject: subjectOf(subject as Der),
      dns: ofKind(0x82).map(String),
      emails: ofKind(0x81).map(String),
      uris: ofKind(0x86).map(String),
      addresses: ofKind(0x87).map(addressText),
    };
  } catch {
    return undefined;
  }
}

function subjectOf(subject: Der): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const set of derValues(subject.bytes)) {
    for (const pair of derValues(set.bytes)) {
      const [key, value] = derValues(pair.bytes);
      const oid = derOid((key as Der).bytes);
      found.set(oid, [...(found.get(oid) ?? []), (value as Der).bytes.toString()]);
    }
  }
  return found;
}

function alternativeNames(attributes: Der): Der[] {
  for (const attribute of derValues(attributes.bytes)) {
    const [key, values] = derValues(attribute.bytes);
    if (!key || !values || derOid(key.bytes) !== EXTENSIONS) continue;
    const [extensions] = derValues(values.bytes);
    for (const extension of derValues((extensions as Der).bytes)) {
      const fields = derValues(extension.bytes);
      if (derOid((fields[0] as Der).bytes) !== ALTERNATIVE_NAMES) continue;
      const [names] = derValues((fields.at(-1) as Der).bytes);
      return derValues((names as Der).bytes);
    }
  }
  return [];
}

function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16BE(at * 2).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
