import { describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.ts";
import { recordingWorld } from "../helpers/world.ts";
import { tree } from "./tree.ts";

/** Runs a line over the small tree: exit code, standard output, standard error. */
async function perform(line: string): Promise<[code: number, stdout: string, stderr: string]> {
  const { world, stdout, stderr } = recordingWorld();
  const code = await run(tree, line === "" ? [] : line.split(" "), world);
  return [code, stdout(), stderr()];
}

describe("from words to a command", () => {
  test.each([
    ["get pods x -A", "kubectl get|pods,x|-1|all-namespaces=true"],
    ["-n x get --watch=false pods", "kubectl get|pods|-1|namespace=x|watch=false"],
    ["get a -- -b", "kubectl get|a,-b|1"],
    ["config use c", "kubectl config use-context|c|-1"],
    ["create cm n --from_literal=a", "kubectl create configmap|n|-1|from-literal=a"],
    ["secretly", "kubectl secretly||-1"],
  ])("%s", async (line, text) => {
    expect(await perform(line)).toEqual([0, `${text}\n`, ""]);
  });
});

const SEE = (path: string) => `See '${path} --help' for usage.\n`;

describe("errors come from the first step that fails", () => {
  test.each([
    ["nosuch", 'error: unknown command "nosuch" for "kubectl"\n'],
    ["gt", 'error: unknown command "gt" for "kubectl"\n\nDid you mean this?\n\tget\n'],
    ["secretl", 'error: unknown command "secretl" for "kubectl"\n'],
    ["get --nosuch", `error: unknown flag: --nosuch\n${SEE("kubectl get")}`],
    ["get --record --nosuch", `error: unknown flag: --nosuch\n${SEE("kubectl get")}`],
    ["-Z", `error: unknown shorthand flag: 'Z' in -Z\n${SEE("kubectl")}`],
    ["config nosuch", "error: unknown command \"nosuch\"\nSee 'kubectl config -h' for help and examples\n"],
    ["-n x nosuch", "Error: flags cannot be placed before plugin name: -n\n"],
    ["--profile=bad nosuch", "Error: flags cannot be placed before plugin name: --profile=bad\n"],
    ["--nosuch get pods", "Error: flags cannot be placed before plugin name: --nosuch\n"],
    ["-n help nosuch", 'error: unknown command "nosuch" for "kubectl"\n'],
    ["--profile=bad", "error: unknown profile 'bad'\n"],
    ["--profile=", "error: unknown profile ''\n"],
    ["get --profile=bad", "error: unknown profile 'bad'\n"],
    ["config --profile=bad", "error: unknown profile 'bad'\n"],
    ["config nosuch --profile=bad", "error: unknown profile 'bad'\n"],
    ["rollout status", "error: kubectl rollout: not in this version of kubectl yet\n"],
  ])("%s", async (line, stderr) => expect(await perform(line)).toEqual([1, "", stderr]));
});

describe("help pages", () => {
  test.each([
    ["", 0, "stdout", "kubectl"],
    ["-h", 0, "stdout", "kubectl"],
    ["get -h", 0, "stdout", "kubectl get WORDS"],
    ["get --help --profile=bad", 0, "stdout", "kubectl get WORDS"],
    ["config", 1, "stdout", "kubectl config SUBCOMMAND"],
    ["config nosuch -h", 0, "stdout", "kubectl config SUBCOMMAND"],
  ])("%s", async (line, code, _, usage) => {
    const [got, stdout, stderr] = await perform(line);
    expect([got, stderr]).toEqual([code, ""]);
    expect(stdout).toContain(`Usage:\n  ${usage}`);
  });
});

test("notices stand before what the command says", async () => {
  const notice = "Flag --record has been deprecated, --record will be removed in the future\n";
  expect(await perform("get --record")).toEqual([0, "kubectl get||-1|record=true\n", notice]);
});

test("trace is a profile, too", async () => expect((await perform("get --profile=trace"))[0]).toBe(0));

test("a required flag that is missing is named before the command's own checks", async () => {
  const { world, stderr } = recordingWorld();
  const flags = { replicas: { kind: "int", default: 0, usage: "", required: true } } as const;
  const check = () => {
    throw new Error("too early");
  };
  const command = { usage: "", about: "", flags, check, run: async () => 0 };
  const root = { summary: "", commands: { scale: { summary: "", load: async () => ({ default: command }) } } };
  expect(await run(root, ["scale"], world)).toBe(1);
  expect(stderr()).toBe('error: required flag(s) "replicas" not set\n');
});
