/** A value in the binary form of certificates (DER): its tag and its bytes. */
export interface Der {
  readonly tag: number;
  readonly bytes: Buffer;
}

/** The values inside a constructed one; throws RangeError where the bytes end too early. */
export function derValues(bytes: Buffer): Der[] {
  const values: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes.readUInt8(at);
    const { length, start } = lengthAt(bytes, at + 1);
    if (start + length > bytes.length) throw new RangeError("the value is cut off");
    values.push({ tag, bytes: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

function lengthAt(bytes: Buffer, at: number): { length: number; start: number } {
  const first = bytes.readUInt8(at);
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  return { length: bytes.readUIntBE(at + 1, count), start: at + 1 + count };
}

/** An object identifier with its dots. */
export function derOid(bytes: Buffer): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...others] = numbers;
  const top = Math.min(2, Math.trunc(first / 40));
  return [top, first - top * 40, ...others].join(".");
}
