import { expect, test } from "vitest";
import { route } from "../../src/proxy/routes.ts";

const api = (path: string, query = "") => ({ to: "api", path, query });
const files = (path: string, query = "") => ({ to: "files", path, query });
const elsewhere = (location: string) => ({ to: "elsewhere", location });

const usual = { api: "/", files: "/static/" };
const custom = { api: "/custom/", files: undefined };
const below = { api: "/api/", files: "/" };

test.each([
  ["/", usual, api("/")],
  ["/version", usual, api("/version")],
  ["/a?b=%20c&d", usual, api("/a", "?b=%20c&d")],
  ["/a%2Fb", usual, api("/a%2Fb")],
  ["/static/a.txt", usual, files("a.txt")],
  ["/static/", usual, files("")],
  ["/static/a%20b?x", usual, files("a b", "?x")],
  ["/static/%2e%2e/x", usual, files("../x")],
  ["/%73tatic/x", usual, files("x")],
  ["/staticx", usual, api("/staticx")],
  ["/static", usual, elsewhere("/static/")],
  ["/static?x=1", usual, elsewhere("/static/?x=1")],
  ["/static/..", usual, elsewhere("/")],
  ["/static/../x", usual, elsewhere("/x")],
  ["//version", usual, elsewhere("/version")],
  ["/a/./b/", usual, elsewhere("/a/b/")],
  ["/../../a", usual, elsewhere("/a")],
  ["/a//", usual, elsewhere("/a/")],
  ["/%zz", usual, { to: "refusal" }],
  ["/%", usual, { to: "refusal" }],
  ["/custom/version?x", custom, api("/version", "?x")],
  ["/custom/", custom, api("/")],
  ["/custom/a%2Fb", custom, api("/a%2Fb")],
  ["/%63ustom/a b", custom, api("/a%20b")],
  ["/custom", custom, elsewhere("/custom/")],
  ["/version", custom, { to: "nowhere" }],
  ["/customx/y", custom, { to: "nowhere" }],
  ["/api/v1", below, api("/api/v1")],
  ["/apix", below, files("apix")],
  ["/x", { api: "x/", files: undefined }, { to: "nowhere" }],
] as const)("%s with %o", (target, prefixes, expected) => {
  expect(route(target, prefixes)).toEqual(expected);
});
