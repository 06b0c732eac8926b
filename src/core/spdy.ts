// The frames of SPDY/3.1 that forwarding needs, as bytes. Header blocks are written as blocks that zlib takes without being
// compressed, and handed out as they come: those of a server say nothing that matters.

/** One thing that the other side says; the bytes of a stream come as they arrive, `isLast` with or behind the last of them. */
export type Event =
  | { readonly kind: "data"; readonly stream: number; readonly data: Buffer; readonly isLast: boolean }
  | { readonly kind: "accepted" | "reset"; readonly stream: number }
  | { readonly kind: "opened"; readonly stream: number; readonly block: Buffer; readonly isLast: boolean }
  | { readonly kind: "ping"; readonly number: number }
  | { readonly kind: "going" };

/** The other side speaks something else. */
export class NotSpdy extends Error {}

const HEAD = 8;
const VERSION = 3;
const SYN_STREAM = 1;
const SYN_REPLY = 2;
const RST_STREAM = 3;
const PING = 6;
const GOAWAY = 7;
const FIN = 1;
const CANCEL = 5;
/** The numbers of the stream and of its parent, its priority. */
const SYN_HEAD = 10;
/** No control frame of a sane server is longer. */
const MOST_CONTROL = 1024 * 1024;

function control(type: number, flags: number, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt16BE(0x8000 | VERSION, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt32BE(((flags << 24) | body.length) >>> 0, 4);
  return Buffer.concat([head, body]);
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value, 0);
  return bytes;
};

export type Headers = Readonly<Record<string, string>>;

/** zlib's first bytes: a stream that begins with SPDY's dictionary (0xe3c6a7c2), none of which is used. */
const ZLIB_HEAD = Buffer.from([0x78, 0x20, 0xe3, 0xc6, 0xa7, 0xc2]);
/** An empty block, which lets the reader hand out what came before. */
const ZLIB_FLUSH = Buffer.from([0, 0, 0, 0xff, 0xff]);

/** The header blocks of one connection, in the order in which they are sent: all of them are one zlib stream. */
export function headerBlocks(): (headers: Headers) => Buffer {
  let isFirst = true;
  return (headers) => {
    const pairs = Object.entries(headers);
    const texts = pairs.flat().map((text) => Buffer.from(text, "latin1"));
    const content = Buffer.concat([word(pairs.length), ...texts.flatMap((text) => [word(text.length), text])]);
    const block = Buffer.alloc(5);
    block.writeUInt16LE(content.length, 1);
    block.writeUInt16LE(~content.length & 0xffff, 3);
    const head = isFirst ? ZLIB_HEAD : Buffer.alloc(0);
    isFirst = false;
    return Buffer.concat([head, block, content, ZLIB_FLUSH]);
  };
}

/** Opens a stream; `isEmpty` says that nothing will be sent on it. */
export const openFrame = (stream: number, block: Buffer, isEmpty: boolean): Buffer =>
  control(SYN_STREAM, isEmpty ? FIN : 0, Buffer.concat([word(stream), word(0), Buffer.alloc(2), block]));

/** Accepts a stream. */
export const replyFrame = (stream: number, block: Buffer): Buffer =>
  control(SYN_REPLY, 0, Buffer.concat([word(stream), block]));

/** What stands before `length` bytes of a stream. */
export function dataHead(stream: number, length: number, isLast = false): Buffer {
  const head = Buffer.allocUnsafe(HEAD);
  head.writeUInt32BE(stream, 0);
  head.writeUInt32BE((((isLast ? FIN : 0) << 24) | length) >>> 0, 4);
  return head;
}

export const resetFrame = (stream: number): Buffer =>
  control(RST_STREAM, 0, Buffer.concat([word(stream), word(CANCEL)]));

export const pingFrame = (number: number): Buffer => control(PING, 0, word(number));

/** Reads frames out of chunks that were cut anywhere. Throws NotSpdy. */
export function frameReader(): (chunk: Buffer) => Event[] {
  let held: Buffer = Buffer.alloc(0);
  /** The data frame whose bytes are being read. */
  let open = { stream: 0, left: 0, isLast: false };
  return (chunk) => {
    const events: Event[] = [];
    let rest = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    for (;;) {
      if (open.left > 0) {
        if (rest.length === 0) break;
        const data = rest.subarray(0, open.left);
        rest = rest.subarray(data.length);
        open.left -= data.length;
        events.push({ kind: "data", stream: open.stream, data, isLast: open.isLast && open.left === 0 });
        continue;
      }
      if (rest.length < HEAD) break;
      const [first, second] = [rest.readUInt32BE(0), rest.readUInt32BE(4)];
      const [flags, length] = [second >>> 24, second & 0xffffff];
      if (first >>> 31 === 0) {
        rest = rest.subarray(HEAD);
        open = { stream: first, left: length, isLast: (flags & FIN) !== 0 };
        if (length === 0) events.push({ kind: "data", stream: first, data: rest.subarray(0, 0), isLast: open.isLast });
        continue;
      }
      checkControl(first, length);
      if (rest.length < HEAD + length) break;
      events.push(...controlEvents(first & 0xffff, flags, rest.subarray(HEAD, HEAD + length)));
      rest = rest.subarray(HEAD + length);
    }
    held = rest;
    return events;
  };
}

function checkControl(first: number, length: number): void {
  const version = (first >>> 16) & 0x7fff;
  if (version !== VERSION || length > MOST_CONTROL) throw new NotSpdy("this is not SPDY/3.1");
}

function controlEvents(type: number, flags: number, body: Buffer): Event[] {
  const isOneOfOurs = type === SYN_REPLY || type === RST_STREAM || type === PING;
  if (isOneOfOurs && body.length < 4) throw new NotSpdy("a frame is too short");
  const number = isOneOfOurs ? body.readUInt32BE(0) : 0;
  if (type === SYN_REPLY) {
    const accepted: Event = { kind: "accepted", stream: number };
    return flags & FIN ? [accepted, { kind: "data", stream: number, data: Buffer.alloc(0), isLast: true }] : [accepted];
  }
  if (type === SYN_STREAM) {
    if (body.length < SYN_HEAD) throw new NotSpdy("a frame is too short");
    const block = body.subarray(SYN_HEAD);
    return [{ kind: "opened", stream: body.readUInt32BE(0), block, isLast: (flags & FIN) !== 0 }];
  }
  if (type === RST_STREAM) return [{ kind: "reset", stream: number }];
  if (type === PING) return [{ kind: "ping", number }];
  return type === GOAWAY ? [{ kind: "going" }] : [];
}
