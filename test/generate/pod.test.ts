import { expect, test } from "vitest";
import { isImage } from "../../src/generate/image.ts";
import { override } from "../../src/generate/overrides.ts";
import { pod } from "../../src/generate/pod.ts";

const WORDS = {
  name: "x",
  image: "i",
  words: [],
  isCommand: false,
  labels: "",
  annotations: [],
  env: [],
  port: "",
  restart: "Always",
  imagePullPolicy: "",
  privileged: false,
  stdin: false,
  stdinOnce: true,
  tty: false,
};

test.each([
  ["a", true],
  ["a__b/c---d", true],
  ["A/b", true],
  ["[::1]:5000/x:y", true],
  ["registry:5000/a/b:1.2@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true],
  ["a@sha256:1", false],
  ["Nginx", false],
  ["a b", false],
  ["a..b", false],
  ["a:-b", false],
  ["http://a", false],
])("%s is an image: %s", (text, is) => {
  expect(isImage(text)).toBe(is);
});

test.each([
  [{ name: "", env: ["x"] }, "Parameter: name is required"],
  [{ env: ["x"], annotations: ["a"] }, "invalid env: x"],
  [{ env: [".=x"] }, "invalid env: .=x"],
  [{ annotations: ["=b"], labels: "bad" }, "invalid annotations format: =b"],
  [{ labels: "bad", port: "x" }, "unexpected label spec: bad"],
  [{ labels: "=b" }, "unexpected empty label key"],
  [{ port: "x" }, 'strconv.Atoi: parsing "x": invalid syntax'],
])("%j is refused", (change, words) => {
  expect(() => pod({ ...WORDS, ...change })).toThrow(words);
});

test("what overrides add stands where Go's types have it", () => {
  const text =
    '{"metadata":{"annotations":{"z":"1"}},"spec":{"hostNetwork":true,"volumes":[],"containers":[{"name":"y"}]}}';
  const made = override(pod(WORDS), text, "merge");
  expect(JSON.stringify(made)).toBe(
    '{"kind":"Pod","apiVersion":"v1","metadata":{"name":"x","labels":{"run":"x"},"annotations":{"z":"1"}},' +
      '"spec":{"volumes":[],"containers":[{"name":"y","resources":{}}],"restartPolicy":"Always","dnsPolicy":"ClusterFirst","hostNetwork":true},"status":{}}',
  );
});

test.each([
  ["bad", "merge", "Invalid JSON Patch"],
  ["[]", "strategic", "invalid JSON document"],
  ["{}", "json", "json: cannot unmarshal object into Go value of type jsonpatch.Patch"],
  ["bad", "json", "invalid character 'b' looking for beginning of value"],
  ["{}", "other", "invalid override type: other"],
  ['{"apiVersion":"v2"}', "merge", 'no kind "Pod" is registered for version "v2"'],
])("%s as %s is refused", (text, type, words) => {
  expect(() => override(pod(WORDS), text, type)).toThrow(words);
});
