import { describe, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import { readArgs } from "../../src/resources/args.ts";

const read = (line: string) => readArgs(line === "" ? [] : line.split(" "), "kubectl");

describe("what the words name", () => {
  test.each([
    ["", { form: "none" }],
    ["pods", { form: "types", types: ["pods"] }],
    ["po,svc,deploy.apps", { form: "types", types: ["po", "svc", "deploy.apps"] }],
    ["pods,", { form: "types", types: ["pods", ""] }],
    ["pods a", { form: "names", types: ["pods"], names: ["a"] }],
    ["pods,pods a", { form: "names", types: ["pods"], names: ["a"] }],
    [
      "pods,svc a b",
      {
        form: "pairs",
        pairs: [
          { type: "pods", name: "a" },
          { type: "pods", name: "b" },
          { type: "svc", name: "a" },
          { type: "svc", name: "b" },
        ],
      },
    ],
    ["pods svc", { form: "names", types: ["pods"], names: ["svc"] }],
    ["pods a,b", { form: "names", types: ["pods"], names: ["a,b"] }],
    ["pods/a", { form: "pairs", pairs: [{ type: "pods", name: "a" }] }],
    ["deploy.v1.apps/a,b", { form: "pairs", pairs: [{ type: "deploy.v1.apps", name: "a,b" }] }],
    [
      "po/a svc/b po/a",
      {
        form: "pairs",
        pairs: [
          { type: "po", name: "a" },
          { type: "svc", name: "b" },
          { type: "po", name: "a" },
        ],
      },
    ],
  ])("%s", (line, words) => expect(read(line)).toEqual(words));

  test("empty words stay in their places", () => {
    expect(readArgs([""], "kubectl")).toEqual({ form: "types", types: [""] });
    expect(readArgs(["pods", ""], "kubectl")).toEqual({ form: "names", types: ["pods"], names: [""] });
  });
});

const SLASHES = "arguments in resource/name form may not have more than one slash";
const SINGLE = "arguments in resource/name form must have a single resource and name";
const MIXED = (program: string) =>
  `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. '${program} get resource/<resource_name>' instead of '${program} get resource resource/<resource_name>'`;

describe("mixtures that kubectl refuses", () => {
  test.each([
    ["pods/a/b", SLASHES],
    ["pods//a", SLASHES],
    ["//", SLASHES],
    ["pods/a,svc/b", SLASHES],
    ["pods,svc a/b", SLASHES],
    ["pods/", SINGLE],
    ["/a", SINGLE],
    ["/", SINGLE],
    ["pods,svc/a", SINGLE],
    ["all,pods/x", SINGLE],
    ["pods, a", SINGLE],
    [",pods a", SINGLE],
    ["pods a/b", MIXED("kubectl")],
    ["pods/a b", MIXED("kubectl")],
    ["pods/ a", MIXED("kubectl")],
    ["pods a/b/c", MIXED("kubectl")],
    ["pods/a a/b/c", SLASHES],
  ])("%s", (line, message) => expect(() => read(line)).toThrow(new CliError(message)));

  test("the program is called by its own name", () => {
    expect(() => readArgs(["pods", "a/b"], "kctl")).toThrow(new CliError(MIXED("kctl")));
  });
});
