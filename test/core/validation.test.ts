import { describe, expect, test } from "vitest";
import { labelKeyProblems, labelValueProblems } from "../../src/core/validation.ts";

const VALUE = "a valid label must be an empty string or consist of alphanumeric characters";
const NAME = "name part must consist of alphanumeric characters";
const long = (length: number) => "x".repeat(length);

describe("label values", () => {
  test.each(["", "a", "A-b_c.9", long(63)])("%j is one", (value) => expect(labelValueProblems(value)).toEqual([]));
  test.each([
    ["-a", [VALUE]],
    ["a.", [VALUE]],
    ["a b", [VALUE]],
    ["é", [VALUE]],
    ["a\n", [VALUE]],
    [long(64), ["must be no more than 63 bytes"]],
    ["é".repeat(32), ["must be no more than 63 bytes", VALUE]],
  ])("%j is none", (value, problems) => {
    expect(labelValueProblems(value).map((one) => one.split(",")[0])).toEqual(problems);
  });
});

describe("label keys", () => {
  const good = ["a", "A-b_c.9", "x.y/z", "a-b.c/D_e", `${long(253)}/a`, long(63)];
  test.each(good)("%s is one", (key) => expect(labelKeyProblems(key)).toEqual([]));
  test.each([
    ["", ["name part must be non-empty", NAME]],
    ["-a", [NAME]],
    ["a b", [NAME]],
    [long(64), ["name part must be no more than 63 bytes"]],
    ["/a", ["prefix part must be non-empty"]],
    ["a/", ["name part must be non-empty", NAME]],
    ["/", ["prefix part must be non-empty", "name part must be non-empty", NAME]],
    ["A/b", ["prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters"]],
    ["a..b/c", ["prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters"]],
    [`${long(254)}/a`, ["prefix part must be no more than 253 bytes"]],
    ["a/b/c", ["a valid label key must consist of alphanumeric characters"]],
  ])("%s is none", (key, problems) => {
    expect(labelKeyProblems(key).map((one) => one.split(",")[0])).toEqual(problems);
  });

  test("the whole sentence is the API server's", () => {
    expect(labelKeyProblems("a/b/c")[0]).toMatch(
      / \(e\.g\. 'MyName', {2}or 'my\.name', {2}or '123-abc', regex used for validation is '.*'\) with an optional DNS subdomain prefix and '\/' \(e\.g\. 'example\.com\/MyName'\)$/,
    );
  });
});
