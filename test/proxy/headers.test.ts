import { expect, test } from "vitest";
import type { HeaderLines } from "../../src/client/relay.ts";
import { answerHeaders, requestHeaders, upgradeHeaders } from "../../src/proxy/headers.ts";

const host: HeaderLines = [["Host", "localhost:8001"]];

test.each<[string, HeaderLines, HeaderLines]>([
  [
    "nothing but the client's address and gzip",
    host,
    [
      ["X-Forwarded-For", "::1"],
      ["Accept-Encoding", "gzip"],
    ],
  ],
  [
    "what belongs to the connection stays here",
    [
      ["Connection", "close, X-Mine"],
      ["x-mine", "1"],
      ["Keep-Alive", "3"],
      ["TE", "trailers"],
      ["Upgrade", "x"],
      ["Expect", "100-continue"],
      ["Proxy-Authorization", "x"],
      ["Accept-Encoding", "br"],
      ["Accept", "a/b"],
    ],
    [
      ["Accept-Encoding", "br"],
      ["Accept", "a/b"],
      ["X-Forwarded-For", "::1"],
    ],
  ],
  [
    "others on the way are kept",
    [
      ["x-forwarded-for", "1.1.1.1"],
      ["X-Forwarded-For", "2.2.2.2"],
      ["Range", "bytes=0-1"],
    ],
    [
      ["Range", "bytes=0-1"],
      ["X-Forwarded-For", "1.1.1.1, 2.2.2.2, ::1"],
    ],
  ],
])("a request: %s", (_, lines, expected) => {
  expect(requestHeaders(lines, "::1", true)).toEqual(expected);
});

test("a socket's client has no address, and compression can be turned off", () => {
  expect(requestHeaders(host, undefined, false)).toEqual([]);
});

test("an upgrade keeps what it asks for", () => {
  const lines: HeaderLines = [...host, ["Connection", "Upgrade"], ["Upgrade", "websocket"]];
  expect(upgradeHeaders(lines, "::1")).toEqual([...lines.slice(1), ["X-Forwarded-For", "::1"]]);
});

test("an answer is sorted, and its length is dropped when it is decompressed", () => {
  const lines: HeaderLines = [
    ["warning", "x"],
    ["set-cookie", "b"],
    ["set-cookie", "a"],
    ["content-length", "3"],
    ["connection", "close"],
    ["trailer", "x-t"],
    ["transfer-encoding", "chunked"],
    ["content-encoding", "gzip"],
  ];
  expect(answerHeaders(lines, true)).toEqual([
    ["Set-Cookie", "b"],
    ["Set-Cookie", "a"],
    ["Trailer", "x-t"],
    ["Warning", "x"],
  ]);
  expect(answerHeaders(lines, false)).toContainEqual(["Content-Length", "3"]);
});
