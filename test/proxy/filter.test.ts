import { expect, test } from "vitest";
import { hostNames, makeFilter } from "../../src/proxy/filter.ts";

const usual = {
  acceptHosts: "^localhost$,^127\\.0\\.0\\.1$,^\\[::1\\]$",
  acceptPaths: "^.*",
  rejectMethods: "^$",
  rejectPaths: "^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach",
};

test.each([
  ["GET", "/version", "localhost:8001", true],
  ["GET", "/version", "localhost", true],
  ["GET", "/version", "127.0.0.1:1", true],
  ["GET", "/version", "[::1]", true],
  ["GET", "/version", "[::1]:8001", true],
  ["GET", "/version", "", false],
  ["GET", "/version", "evil.example", false],
  ["GET", "/version", "evil.example:8001", false],
  ["GET", "/version", "localhost.evil.example", false],
  ["GET", "/version", "LOCALHOST", false],
  ["GET", "/version", "localhost:1:2", false],
  ["GET", "/version", "[::1]:1:2", false],
  ["GET", "/api/v1/namespaces/a/pods/b/exec", "localhost", false],
  ["POST", "/api/v1/namespaces/a/pods/b/attach", "localhost", false],
  ["POST", "/api/v1/namespaces/a/pods/b/portforward", "localhost", true],
  ["DELETE", "/api/v1/namespaces/a/pods/b", "localhost", true],
] as const)("%s %s of %s: %s", (method, path, host, expected) => {
  expect(makeFilter(usual).accepts({ method, path, host })).toBe(expected);
});

test.each([
  ["an empty list accepts nothing", { acceptPaths: "" }, false],
  ["an empty list rejects nothing", { rejectPaths: "" }, true],
  ["one of several", { acceptPaths: "^/api,^/v" }, true],
  ["none of several", { acceptPaths: "^/api,^/w" }, false],
  ["a rejected path beats an accepted one", { acceptPaths: "^/version", rejectPaths: "version" }, false],
  ["a method", { rejectMethods: "POST,GET" }, false],
  ["another method", { rejectMethods: "POST,PUT" }, true],
] as const)("%s", (_, flags, expected) => {
  const asked = { method: "GET", path: "/version", host: "localhost" };
  expect(makeFilter({ ...usual, ...flags }).accepts(asked)).toBe(expected);
});

test.each([
  ["a", ["a"]],
  ["a:1", ["a"]],
  ["a:", ["a"]],
  ["a:1:2", ["a:1:2"]],
  ["[::1]", ["[::1]"]],
  ["[::1]:1", ["[::1]", "::1"]],
  ["::1", ["::1"]],
  ["", [""]],
])("the names of %s", (header, names) => {
  expect(hostNames(header)).toEqual(names);
});
