import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

// X.509 certificates made while the tests run: Node can sign but not write certificates, so their DER is put together here.

export interface Issued {
  readonly cert: string;
  readonly key: string;
  readonly issuer: Issuer;
}

interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

export interface CertificateWish {
  readonly name: string;
  /** Undefined for a certificate that signs itself. */
  readonly by?: Issued;
  readonly dns?: readonly string[];
  readonly addresses?: readonly string[];
  readonly isAuthority?: boolean;
  /** Days from now; a negative `until` has expired. */
  readonly from?: number;
  readonly until?: number;
}

/** A certificate with its key, for servers, clients and authorities. */
export function issue(wish: CertificateWish): Issued {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = wish.by?.issuer ?? { name: wish.name, privateKey };
  const spki = publicKey.export({ type: "spki", format: "der" });
  const body = sequence(
    tag(0xa0, integer([2])),
    integer([0x01, ...createHash("sha1").update(spki).digest().subarray(0, 8)]),
    ECDSA_SHA256,
    distinguished(issuer.name),
    sequence(time(wish.from ?? -1), time(wish.until ?? 365)),
    distinguished(wish.name),
    spki,
    tag(0xa3, sequence(...extensions(wish))),
  );
  const signature = sign("sha256", body, issuer.privateKey);
  return {
    cert: pem("CERTIFICATE", sequence(body, ECDSA_SHA256, bits(signature))),
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    issuer: { name: wish.name, privateKey },
  };
}

function extensions({ dns = [], addresses = [], isAuthority = false }: CertificateWish): Buffer[] {
  const names = [
    ...dns.map((name) => tag(0x82, Buffer.from(name))),
    ...addresses.map((address) => tag(0x87, Buffer.from(address.split(".").map(Number)))),
  ];
  const constraints = isAuthority ? sequence(tag(0x01, Buffer.from([0xff]))) : sequence();
  return [
    extension([0x55, 0x1d, 0x13], constraints),
    ...(names.length > 0 ? [extension([0x55, 0x1d, 0x11], sequence(...names))] : []),
  ];
}

const tag = (number: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const long = size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([number, ...(size < 0x80 ? [size] : long)]), content]);
};
const sequence = (...parts: Buffer[]): Buffer => tag(0x30, ...parts);
const identifier = (bytes: readonly number[]): Buffer => tag(0x06, Buffer.from(bytes));
const integer = (bytes: readonly number[]): Buffer => tag(0x02, Buffer.from(bytes));
const bits = (content: Buffer): Buffer => tag(0x03, Buffer.from([0]), content);
const extension = (id: readonly number[], value: Buffer): Buffer => sequence(identifier(id), tag(0x04, value));
const distinguished = (name: string): Buffer =>
  sequence(tag(0x31, sequence(identifier([0x55, 0x04, 0x03]), tag(0x0c, Buffer.from(name)))));
const ECDSA_SHA256 = sequence(identifier([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));

/** UTCTime, "YYMMDDhhmmssZ". */
const time = (days: number): Buffer => {
  const date = new Date(Date.now() + days * 86_400_000);
  return tag(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, "").slice(2, 14)}Z`));
};

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der
    .toString("base64")
    .match(/.{1,64}/g)
    ?.join("\n")}\n-----END ${label}-----\n`;
