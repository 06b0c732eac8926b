import { expect, test } from "vitest";
import { makeFilter } from "../../src/logs/filter.ts";
import { converse } from "../helpers/converse.ts";
import { json, says } from "../helpers/fault-server.ts";

const none = { grep: [], exclude: [], highlight: [] };
const mark = (text: string) => `\u001b[1;31m${text}\u001b[0m`;

test.each([
  [{}, "a", true],
  [{ grep: ["b", "^a"] }, "ab", true],
  [{ grep: ["b$"] }, "ab ", false],
  [{ grep: ["(?i)ERR"] }, "an error", true],
  [{ grep: ["a"], exclude: ["b"] }, "ab", false],
  [{ exclude: ["b"] }, "a", true],
])("%j of %j", (words, text, expected) => {
  expect(makeFilter({ ...none, ...words }).shows(text)).toBe(expected);
});

test.each([
  [{ highlight: ["b+"] }, "abba b", `a${mark("bb")}a ${mark("b")}`],
  [{ grep: ["ab"], highlight: ["bc"] }, "abcd", `${mark("ab")}${mark("c")}d`],
  [{ highlight: ["x*"] }, "ab", "ab"],
])("marks %j in %j", (words, text, expected) => {
  expect(makeFilter({ ...none, ...words }).marked(text)).toBe(expected);
});

test("what is no regular expression is refused", () => {
  expect(() => makeFilter({ ...none, grep: ["("] })).toThrow("--grep: error parsing regexp: missing closing ): `(`");
});

const pod = (name: string) => ({
  metadata: { name, namespace: "default", uid: name },
  spec: { containers: [{ name: "main" }] },
});
const at = (second: number, text: string) => `2026-01-01T00:00:0${second}.000000000Z ${text}\n`;

test("logs of several pods in the order of their times, filtered", async () => {
  const place = "/api/v1/namespaces/default/pods";
  const script = {
    [`GET ${place}`]: json({ kind: "PodList", items: [pod("a"), pod("b")] }),
    [`GET ${place}/a/log`]: says(200, at(1, "a1") + at(4, "a4") + at(5, "a5")),
    [`GET ${place}/b/log`]: says(200, at(2, "b2") + at(3, "b3 no") + at(6, "b6")),
  };
  const args = ["logs", "-l", "x=y", "--merge", "--prefix", "--exclude", "no"];
  const { code, stdout } = await converse({ script, args });
  expect([code, stdout.replaceAll("[pod/", "").replaceAll("/main] ", ":")]).toEqual([
    0,
    "a:a1\nb:b2\na:a4\na:a5\nb:b6\n",
  ]);
});
