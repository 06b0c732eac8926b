import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/object.ts";
import { checkKept, updateEnv, variablesFrom } from "../../src/set/env.ts";
import { readEnvWords, splitEnvWords } from "../../src/set/env-words.ts";

describe("words", () => {
  test.each<[string, string[], string[]]>([
    ["nothing to change", ["deployment", "web"], []],
    ["a variable", ["deployment/web"], ["A=1"]],
    ["removals and standard input", ["a/b"], ["A-", "-", "x/y-"]],
    ["no name before the equal sign is no variable", ["deployment/web", "=1"], []],
  ])("%s", (_, resources, changes) => {
    expect(splitEnvWords([...resources, ...changes])).toEqual({ resources, changes });
  });

  test("objects stand before variables", () => {
    expect(() => splitEnvWords(["a/b", "A=1", "c/d"])).toThrow(
      "all resources must be specified before environment changes: a/b A=1 c/d",
    );
  });

  test("lines of standard input are taken as they are, once", () => {
    const input = "L1=1\n L2=2 \n\n# c=1\nL3-\nL4\nL5=x=y\n=6\nL7=\r\n";
    expect(readEnvWords(["-", "Z=1", "-"], input).variables).toEqual([
      { name: "L1", value: "1" },
      { name: " L2", value: "2 " },
      { name: "L5", value: "x=y" },
      { name: "", value: "6" },
      { name: "L7" },
      { name: "Z", value: "1" },
    ]);
  });

  test.each([
    [["A=1", "A-"], "can not both modify and remove the same environment variable in the same command"],
    [["A"], "unknown environment variable: A"],
    [["."], "unknown environment variable: ."],
    [["..=1"], `".." is not a valid key name: must not be '..'`],
    [["..a=1"], `"..a" is not a valid key name: must not start with '..'`],
    [["1A=1"], '"1A" is not a valid key name: a valid environment variable name must consist of'],
  ])("%j is refused", (words, wanted) => {
    expect(() => readEnvWords(words, "")).toThrow(wanted);
  });
});

describe("a container's variables", () => {
  const change = (variables: JsonObject[], removals: string[] = []) => {
    const container: JsonObject = { env: [{ name: "A", value: "1" }, { name: "V", valueFrom: {} }, { name: "B" }] };
    updateEnv(container, { variables, removals });
    return container.env;
  };

  test.each<[string, JsonObject[], string[], string]>([
    ["known ones keep their places", [{ name: "B", value: "3" }, { name: "N" }], [], "A1 V B3 N"],
    [
      "of two the first counts",
      [
        { name: "X", value: "1" },
        { name: "X", value: "2" },
      ],
      [],
      "A1 V B X1",
    ],
    ["references become values", [{ name: "V", value: "7" }], [], "A1 V7 B"],
    ["what is removed is not set", [{ name: "A", value: "9" }], ["A"], "V B"],
  ])("%s", (_, variables, removals, wanted) => {
    const env = change(variables, removals) as JsonObject[];
    expect(env.map(({ name, value = "" }) => `${name}${value}`).join(" ")).toBe(wanted);
  });

  test("none is better than an empty list", () => expect(change([], ["A", "B", "V"])).toBeUndefined());

  test("--overwrite=false", () => {
    const container = {
      env: [
        { name: "A", value: "1" },
        { name: "V", valueFrom: {} },
      ],
    };
    expect(() =>
      checkKept(container, [
        { name: "A", value: "1" },
        { name: "N", value: "1" },
      ]),
    ).not.toThrow();
    expect(() => checkKept(container, [{ name: "A", value: "2" }])).toThrow(
      "'A' already has a value (1), and --overwrite is false",
    );
    expect(() => checkKept(container, [{ name: "V", value: "x" }])).toThrow("'V' already has a value ()");
  });
});

describe("--from", () => {
  const conf = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "conf" },
    data: { "db.user-name": "a", OK: "b" },
  };

  test("every key becomes a variable; odd spellings are told", () => {
    expect(variablesFrom(conf, [])).toEqual({
      variables: [
        { name: "OK", valueFrom: { configMapKeyRef: { name: "conf", key: "OK" } } },
        { name: "DB_USER_NAME", valueFrom: { configMapKeyRef: { name: "conf", key: "db.user-name" } } },
      ],
      warnings: ["Warning: key db.user-name transferred to DB_USER_NAME"],
    });
  });

  test("some keys alone, of secrets, of nothing else", () => {
    expect(variablesFrom({ ...conf, kind: "Secret" }, ["OK", "no"]).variables).toEqual([
      { name: "OK", valueFrom: { secretKeyRef: { name: "conf", key: "OK" } } },
    ]);
    expect(() => variablesFrom({ ...conf, kind: "Pod" }, [])).toThrow("unsupported resource specified in --from");
  });
});
