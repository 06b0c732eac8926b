import { expect, test } from "vitest";
import { printed } from "./capture.ts";

const POD = { kind: "Pod", metadata: { name: "web", managedFields: [{ manager: "x" }] }, list: [1, 2] };

test.each([
  ["jsonpath={.metadata.name}", "web"],
  ["jsonpath={.metadata}", '{"managedFields":[{"manager":"x"}],"name":"web"}'],
  ["jsonpath={.list[*]}", "1 2"],
  ["go-template={{.metadata.name}}", "web"],
  ["go-template={{range .list}}{{.}},{{end}}", "1,2,"],
])("-o %s", async (output, stdout) => {
  expect(await printed(output, [POD])).toEqual({ stdout, error: undefined });
});

test("a template that cannot be read fails before anything is printed", async () => {
  expect(await printed("jsonpath={.kind", [POD])).toEqual({
    stdout: "",
    error: "error parsing jsonpath {.kind, unclosed action",
  });
});

test("objects are printed one after another by one template", async () => {
  expect(await printed("jsonpath={.kind}", [POD, POD])).toEqual({ stdout: "PodPod", error: undefined });
});

test.each(["jsonpath={.x}", "go-template={{.x}}"])(
  "-o %s is raw in a pipe and escaped on a terminal",
  async (output) => {
    const object = { x: "\u001b]0;title\u0007\r\u202e\tend\n" };
    expect((await printed(output, [object])).stdout).toBe(object.x);
    expect((await printed(output, [object], { isTerminal: true })).stdout).toBe("^[]0;title\\x07\\r\\u202e\tend\n");
  },
);
