import { expect, test } from "vitest";
import { resourcePath } from "../../src/client/paths.ts";
import { CliError } from "../../src/core/errors.ts";

const pods = { group: "", version: "v1", plural: "pods", namespaced: true };
const path = (name: string, namespace = "n", subresource = "") =>
  resourcePath({ resource: pods, namespace, name, subresource });

test.each([
  ["x,y", "x,y"],
  ["'a", "%27a"],
  ["a(b)!*~", "a%28b%29%21%2A~"],
  ["a;b=c@d:e&f$g+h", "a;b=c@d:e&f$g+h"],
  ["a?b#c d", "a%3Fb%23c%20d"],
  ["a..", "a.."],
  ["é", "%C3%A9"],
])("the name %s is asked for as %s", (name, written) => {
  expect(path(name)).toBe(`/api/v1/namespaces/n/pods/${written}`);
});

test.each([
  [["..", "n", ""], `invalid resource name "..": [may not be '..']`],
  [[".", "n", ""], `invalid resource name ".": [may not be '.']`],
  [["%2f/", "n", ""], `invalid resource name "%2f/": [may not contain '/' may not contain '%']`],
  [["a%20b", "..", ""], `invalid namespace "..": [may not be '..']`],
  [["x", "n", "a/b"], `invalid subresource "a/b": [may not contain '/']`],
])("%j is no path", (parts, message) => {
  const [name, namespace, subresource] = parts as [string, string, string];
  expect(() => path(name, namespace, subresource)).toThrow(new CliError(message));
});
