import { describe, expect, test } from "vitest";
import { report } from "../../src/cli/report.ts";
import { CliError, ConfigError, ConnectionError, Silent, UsageError } from "../../src/core/errors.ts";
import { recordingWorld } from "../helpers/world.ts";

function reported(error: unknown, verbosity = 0): [code: number, stderr: string] {
  const { world, stdout, stderr } = recordingWorld({ name: "kctl" });
  const code = report(error, world, verbosity);
  expect(stdout()).toBe("");
  return [code, stderr()];
}

class DiffFound extends CliError {
  override readonly exitCode = 3;
}

describe("text and exit code", () => {
  test.each<[string, unknown, number, string]>([
    ["an error", new CliError("no such thing"), 1, "error: no such thing\n"],
    ["a message with a newline", new CliError("no such thing\n"), 1, "error: no such thing\n"],
    ["a message that names itself", new CliError("error: bad"), 1, "error: bad\n"],
    ["a bare message", new CliError("Unable to connect", { prefix: "" }), 1, "Unable to connect\n"],
    ["another prefix", new CliError("flags", { prefix: "Error: " }), 1, "Error: flags\n"],
    ["a hint", new UsageError("unknown flag: --x", "See 'kctl --help' for usage."), 1, hinted],
    ["no hint", new UsageError("unknown flag: --x"), 1, "error: unknown flag: --x\n"],
    ["a configuration", new ConfigError("context x does not exist"), 1, "error: context x does not exist\n"],
    ["a connection", new ConnectionError("refused"), 1, "error: refused\n"],
    ["nothing more to say", new Silent(7), 7, ""],
    ["an exit code of its own", new DiffFound("differs"), 3, "error: differs\n"],
    ["control characters", new CliError("a\u001b[31m\rb\u202ec"), 1, "error: a^[[31m\\rb\\u202ec\n"],
  ])("%s", (_, error, code, stderr) => expect(reported(error)).toEqual([code, stderr]));
});

const hinted = "error: unknown flag: --x\nSee 'kctl --help' for usage.\n";

describe("several failures", () => {
  test("are told in order, without their common prefix; the highest code counts", () => {
    const all = new AggregateError([new CliError("one"), new DiffFound("two"), new CliError("3", { prefix: "E: " })]);
    expect(reported(all)).toEqual([3, "one\ntwo\nE: 3\n"]);
  });

  test("with nothing in them are a failure all the same", () => {
    expect(reported(new AggregateError([]))).toEqual([1, ""]);
  });
});

describe("a fault of the program", () => {
  const fault = new TypeError("x is undefined");

  test("says so", () => {
    expect(reported(fault)).toEqual([1, "error: x is undefined (this is a fault in kctl; -v=6 shows where)\n"]);
    expect(reported("text")[1]).toContain("error: text (this is a fault");
  });

  test("shows its stack from -v=6 on", () => {
    expect(reported(fault, 5)[1].split("\n")).toHaveLength(2);
    expect(reported(fault, 6)[1]).toContain("report.test.ts");
  });
});

test("an interrupted command says nothing and ends with 130", () => {
  const { world, stderr } = recordingWorld({ signal: AbortSignal.abort() });
  expect([report(new CliError("cut off"), world), stderr()]).toEqual([130, ""]);
});
