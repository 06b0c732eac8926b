import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  dataHead,
  type Event,
  frameReader,
  headerBlocks,
  NotSpdy,
  pingFrame,
  resetFrame,
} from "../../src/core/spdy.ts";
import { DICTIONARY } from "../../src/core/spdy-dictionary.ts";

const control = (type: number, flags: number, body: number[]) =>
  Buffer.from([0x80, 3, 0, type, flags, 0, 0, body.length, ...body]);
const whole = Buffer.concat([
  control(2, 0, [0, 0, 0, 1]),
  dataHead(3, 5),
  Buffer.from("hello"),
  control(4, 0, [0, 0, 0, 7]),
  pingFrame(2),
  resetFrame(5),
  dataHead(3, 0, true),
  control(7, 0, [0, 0, 0, 0]),
]);
const gathered = (events: readonly Event[]) => {
  const text = events.flatMap((event) => (event.kind === "data" ? [event.data] : []));
  const others = events.filter((event) => event.kind !== "data" || event.isLast);
  return [Buffer.concat(text).toString(), others.map(({ kind }) => kind)];
};

test("frames cut at every byte", () => {
  for (let at = 0; at <= whole.length; at++) {
    const read = frameReader();
    const events = [...read(whole.subarray(0, at)), ...read(whole.subarray(at))];
    expect(gathered(events)).toEqual(["hello", ["accepted", "ping", "reset", "data", "going"]]);
  }
});

test.each([
  ["another version", Buffer.from([0x80, 2, 0, 1, 0, 0, 0, 0])],
  ["a frame without end", Buffer.from([0x80, 3, 0, 1, 0, 0xff, 0xff, 0xff])],
  ["a frame that is too short", control(6, 0, [1])],
  ["HTTP", Buffer.from("\u00ffTTP/1.1 200 OK\r\n\r\n", "latin1")],
])("refuses %s", (_, bytes) => {
  expect(() => frameReader()(bytes)).toThrow(NotSpdy);
});

test("headers are one zlib stream with SPDY's dictionary", () => {
  const block = headerBlocks();
  const bytes = Buffer.concat([block({ a: "b" }), block({ port: "80", streamtype: "data" })]);
  const end = Buffer.from([1, 0, 0, 0xff, 0xff, 0, 0, 0, 0]);
  const text = inflateSync(Buffer.concat([bytes, end]).subarray(0, -4), {
    dictionary: DICTIONARY,
    finishFlush: 2,
  }).toString("latin1");
  expect(text).toBe(
    "\0\0\0\u0001\0\0\0\u0001a\0\0\0\u0001b" +
      "\0\0\0\u0002\0\0\0\u0004port\0\0\0\u000280\0\0\0\nstreamtype\0\0\0\u0004data",
  );
});
