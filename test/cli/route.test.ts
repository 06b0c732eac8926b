import { describe, expect, test } from "vitest";
import { find, route } from "../../src/cli/route.ts";
import { string } from "../../src/core/flags.ts";
import { globalFlags } from "../../src/kubeconfig/flags.ts";
import { tree } from "./tree.ts";

/** "path | rest | unknown word" of a command line. */
async function way(line: string): Promise<string> {
  const words = line.split(" ").map((word) => (word === "''" ? "" : word));
  const found = await route(tree, "kubectl", line === "" ? [] : words, globalFlags);
  return [found.path.join(" "), found.rest.join(" "), found.unknown ?? "-"].join(" | ");
}

describe("command words among flags", () => {
  test.each([
    ["", "kubectl |  | -"],
    ["get pods", "kubectl get | pods | pods"],
    ["-n x get pods", "kubectl get | -n x pods | pods"],
    ["-nx get pods", "kubectl get | -nx pods | pods"],
    ["--namespace=x get", "kubectl get | --namespace=x | -"],
    ["--namespace x get", "kubectl get | --namespace x | -"],
    ["get -n get pods", "kubectl get | -n get pods | pods"],
    ["config -n x view --nosuch", "kubectl config view | -n x --nosuch | -"],
    ["--insecure-skip-tls-verify config view", "kubectl config view | --insecure-skip-tls-verify | -"],
    ["config use foo", "kubectl config use-context | foo | foo"],
    ["create cm n", "kubectl create configmap | n | n"],
    ["create -f x cm n", "kubectl create configmap | -f x n | n"],
    ["create pod n", "kubectl create | pod n | pod"],
    ["'' config view", "kubectl config view |  | -"],
  ])("%s", async (line, wanted) => expect(await way(line)).toBe(wanted));
});

describe("words that are no commands", () => {
  test.each([
    ["nosuch", "kubectl | nosuch | nosuch"],
    ["GET pods", "kubectl | GET pods | GET"],
    ["config nosuch", "kubectl config | nosuch | nosuch"],
    ["config View", "kubectl config | View | View"],
    ["-- get", "kubectl | -- get | -"],
    ["config -- view", "kubectl config | -- view | -"],
    ["- get", "kubectl get | - | -"],
  ])("%s", async (line, wanted) => expect(await way(line)).toBe(wanted));
});

describe("flags that the way does not know take a word along, as in cobra", () => {
  test.each([
    ["--nosuch config view", "kubectl | --nosuch config view | view"],
    ["-Z config view", "kubectl | -Z config view | view"],
    ["--nosuch=1 config view", "kubectl config view | --nosuch=1 | -"],
    ["-Zx config view", "kubectl config view | -Zx | -"],
    ["-é config view", "kubectl config view | -é | -"],
    ["--help config view", "kubectl | --help config view | view"],
    ["-h config view", "kubectl | -h config view | view"],
    ["--nosuch get", "kubectl | --nosuch get | -"],
    ["-A get", "kubectl | -A get | -"],
    ["get -A pods", "kubectl get | -A pods | pods"],
    ["config -w view", "kubectl config | -w view | -"],
  ])("%s", async (line, wanted) => expect(await way(line)).toBe(wanted));
});

test("a command is only loaded on its own way", async () => {
  const loaded: string[] = [];
  const entry = (name: string) => ({
    summary: name,
    load: async () => {
      loaded.push(name);
      return { default: { usage: "", about: "", flags: { x: string("") }, run: async () => 0 } };
    },
  });
  await route({ summary: "", commands: { a: entry("a"), b: entry("b") } }, "kubectl", ["a", "b"], {});
  expect(loaded).toEqual(["a"]);
});

test.each([
  ["get", "get"],
  ["nosuch", undefined],
  ["", undefined],
  ["constructor", undefined],
])("the entry of %j is %s", (word, name) => expect(find(tree, word)?.[0]).toBe(name));
