type Pem = string | Buffer;

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;

/**
 * Whether a text holds a block of this kind and each such block is whole: DER whose length is the one it says. A quick look,
 * which needs no cryptography; what passes may still be refused later.
 */
export function looksWhole(pem: Pem, kind: RegExp): boolean {
  const blocks = [...pem.toString("latin1").matchAll(BLOCK)].filter(([, type]) => kind.test(type as string));
  return blocks.length > 0 && blocks.every(([, , body]) => isDer(Buffer.from(body as string, "base64")));
}

export const CERTIFICATE = /^CERTIFICATE$/;
export const PRIVATE_KEY = /PRIVATE KEY$/;

/** A DER sequence that ends where its bytes do. */
function isDer(bytes: Buffer): boolean {
  const [tag, length = 0] = bytes;
  if (tag !== 0x30) return false;
  if (length < 0x80) return bytes.length === 2 + length;
  const count = length & 0x7f;
  if (count === 0 || count > 4 || bytes.length < 2 + count) return false;
  return bytes.length === 2 + count + bytes.readUIntBE(2, count);
}
