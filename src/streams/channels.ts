// Messages of the sub-protocols v4 and v5.channel.k8s.io: a byte that names the stream, then the stream's bytes.

import type { TerminalSize } from "../core/world.ts";

/** The streams of a remote command. */
export const STDIN = 0;
export const STDOUT = 1;
export const STDERR = 2;
/** Carries one Status at the end. */
export const STATUS = 3;
/** Carries the terminal's size as JSON. */
export const RESIZE = 4;
/** v5: the stream named by the only byte has ended. */
const CLOSE = 255;

export const V5 = "v5.channel.k8s.io";
export const V4 = "v4.channel.k8s.io";

export interface Frame {
  readonly channel: number;
  readonly data: Buffer;
}

/** Takes a message apart; one without a byte belongs to no stream (-1). */
export const readFrame = (message: Buffer): Frame => ({ channel: message[0] ?? -1, data: message.subarray(1) });

/** Puts a message together. */
export function writeFrame(channel: number, data: Uint8Array): Buffer {
  const message = Buffer.allocUnsafe(data.length + 1);
  message[0] = channel;
  message.set(data, 1);
  return message;
}

/** Tells the other side that a stream has ended; undefined where the protocol has no words for it. */
export const endFrame = (protocol: string, channel: number): Buffer | undefined =>
  protocol === V5 ? Buffer.from([CLOSE, channel]) : undefined;

export const resizeFrame = ({ columns, rows }: TerminalSize): Buffer =>
  writeFrame(RESIZE, Buffer.from(JSON.stringify({ Width: columns, Height: rows })));
