import { expect, test } from "vitest";
import { detachBytes, untilDetached } from "../../src/streams/detach.ts";

test.each([
  ["", [16, 17]],
  ["ctrl-p,ctrl-q", [16, 17]],
  ["x", [120]],
  ["ctrl-a,d", [1, 100]],
  ["ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_,ctrl-@", [27, 28, 29, 30, 31, 0]],
])("detach keys %j", (text, bytes) => {
  expect([...detachBytes(text)]).toEqual(bytes);
});

test.each(["ctrl-1", "ctrl-P", "ab", "ctrl-p,", "ä"])("impossible detach keys %j", (text) => {
  expect(() => detachBytes(text)).toThrow("could not bind detach keys: Unknown character: ");
});

async function* chunks(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text, "latin1");
}

test.each([
  [["ab"], "ab", false],
  [["ab\u0010\u0011cd"], "ab", true],
  [["ab\u0010", "\u0011cd"], "ab", true],
  [["\u0010a"], "\u0010a", false],
  [["a\u0010", "b"], "a\u0010b", false],
  [["a\u0010"], "a\u0010", false],
  [["\u0011\u0010"], "\u0011\u0010", false],
])("%j passes %j", async (typed, passed, isLeft) => {
  let hasLeft = false;
  const got: Uint8Array[] = [];
  for await (const one of untilDetached(chunks(...typed), detachBytes(""), () => {
    hasLeft = true;
  }))
    got.push(one);
  expect([Buffer.concat(got).toString("latin1"), hasLeft]).toEqual([passed, isLeft]);
});
