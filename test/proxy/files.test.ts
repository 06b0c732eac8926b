import { expect, test } from "vitest";
import { parseGlobs } from "../../src/proxy/files/content-type.ts";
import { listingOf } from "../../src/proxy/files/listing.ts";
import { readRanges } from "../../src/proxy/files/ranges.ts";
import { sniff } from "../../src/proxy/files/sniff.ts";

const OUTSIDE = "invalid range: failed to overlap";

test.each([
  [undefined, 10, []],
  ["bytes=0-0", 10, [{ start: 0, length: 1 }]],
  ["bytes=3-", 10, [{ start: 3, length: 7 }]],
  ["bytes=-3", 10, [{ start: 7, length: 3 }]],
  ["bytes=-30", 10, [{ start: 0, length: 10 }]],
  ["bytes=5-99", 10, [{ start: 5, length: 5 }]],
  [
    "bytes=0-1,4-5",
    10,
    [
      { start: 0, length: 2 },
      { start: 4, length: 2 },
    ],
  ],
  ["bytes=0-1,99-", 10, [{ start: 0, length: 2 }]],
  ["bytes=0-9,0-9", 10, []],
  ["bytes=10-", 10, OUTSIDE],
  ["bytes=0-", 0, []],
  ["bytes=3-1", 10, "invalid range"],
  ["bytes=-", 10, "invalid range"],
  ["bytes=x", 10, "invalid range"],
  ["lines=1-2", 10, "invalid range"],
] as const)("the ranges of %s in %i bytes", (header, size, expected) => {
  expect(readRanges(header, size)).toEqual(expected);
});

test.each([
  ["", "text/plain; charset=utf-8"],
  ["hello", "text/plain; charset=utf-8"],
  ["  <html>", "text/html; charset=utf-8"],
  ["<!doctype html>", "text/html; charset=utf-8"],
  ["<htmlx", "text/plain; charset=utf-8"],
  ["<?xml version", "text/xml; charset=utf-8"],
  ["\x89PNG\r\n\x1a\n", "image/png"],
  ["PK\x03\x04", "application/zip"],
  ["a\x00b", "application/octet-stream"],
  ["\x1b[0m", "text/plain; charset=utf-8"],
])("%j looks like %s", (text, type) => {
  expect(sniff(Buffer.from(text, "latin1"))).toBe(type);
});

test("names in a listing are references, and harmless as text", () => {
  const page = listingOf(["b", "a/", "a.txt", "x:y", '<script>"', "50%?#", "é"]);
  expect(page.split("\n").slice(3, -2)).toEqual([
    '<a href="50%25%3F%23">50%?#</a>',
    '<a href="%3Cscript%3E%22">&lt;script&gt;&#34;</a>',
    '<a href="a/">a/</a>',
    '<a href="a.txt">a.txt</a>',
    '<a href="b">b</a>',
    '<a href="./x:y">x:y</a>',
    '<a href="%C3%A9">é</a>',
  ]);
});

test("of the desktop's table the first line for an extension counts", () => {
  const table = parseGlobs("# x\n50:text/markdown:*.md\n50:text/other:*.md\n50:text/x:[mM]ake\n50:a/b:*.t[xy]\n");
  expect([...table]).toEqual([[".md", "text/markdown"]]);
});
