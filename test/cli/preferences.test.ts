import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { defaultsFor } from "../../src/cli/preference-defaults.ts";
import { applyPreferences, commandPath } from "../../src/cli/preferences.ts";
import { recordingWorld } from "../helpers/world.ts";
import { sample } from "./sample-flags.ts";
import { tree } from "./tree.ts";

// What whole command lines do with a kuberc is recorded in test/vectors/kuberc.json.
const here = mkdtempSync(join(tmpdir(), "kctl-kuberc-"));
afterAll(() => rmSync(here, { recursive: true, force: true }));

const HEAD = "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n";

/** Writes a kuberc and gives the flag that names it. */
function kuberc(name: string, text: string): string {
  writeFileSync(join(here, name), HEAD + text);
  return `--kuberc=${join(here, name)}`;
}

const KUBERC = kuberc(
  "kuberc",
  `aliases:
- {name: getn, command: get, prependArgs: [nodes], appendArgs: [--, last], options: [{name: output, default: wide}]}
- {name: get, command: config view}
- {name: lost, command: nosuch thing}
- {name: see, command: config use}
- {name: bad, command: get, options: [{name: nosuch, default: x}]}
- {name: maybe, command: get, options: [{name: watch, default: maybe}]}
- {name: own, command: get}
defaults:
- {command: create cm, options: [{name: dry-run, default: server}]}
- {command: nosuch thing, options: [{name: x, default: z}]}
- {command: config view, options: [{name: output, default: name}]}
- {command: config view, options: [{name: watch, default: "true"}]}
- {command: create, options: [{name: nosuch, default: x}]}
- {command: config, options: [{name: watch, default: maybe}]}
- {command: own, options: [{name: watch, default: "true"}]}
`,
);
const WARNED = ['"nosuch thing"', '"own"']
  .map((command) => `Warning: command ${command} not found to set kuberc override\n`)
  .join("");

const apply = async (line: string, flag = KUBERC) => {
  const { world, stderr } = recordingWorld({ cwd: here, home: here });
  return { preferences: await applyPreferences(tree, [flag, ...line.split(" ")], world), world, stderr };
};

describe("aliases", () => {
  test.each([
    ["getn x -A", "get nodes x -A -- last"],
    ["-A --watch=1 getn", "-A --watch=1 get nodes -- last"],
    ["--watch getn x", "--watch get nodes x -- last"],
    ["see", "config use"],
    ["get pods", "get pods"],
    ["other", "other"],
    ["-n getn", "-n getn"],
    ["-n x getn", "-n x getn"],
    ["-nx getn", "-nx get nodes -- last"],
  ])("%s", async (line, wanted) => {
    expect((await apply(line)).preferences.argv.slice(1).join(" ")).toBe(wanted);
  });

  test("of unknown commands are refused, but only when used", async () => {
    const message = 'applying preferences command "nosuch thing" not found to set alias "lost": [nosuch thing]';
    await expect(apply("lost x")).rejects.toThrow(message);
  });

  test("never hide a command", async () => {
    const { preferences, stderr } = await apply("--nosuch get x");
    expect(preferences.alias).toBeUndefined();
    expect(stderr()).toBe('Warning: Setting alias "get" to a built-in command is not supported\n');
  });
});

/** "name=value" of the defaults for a line whose command is known, and what was said. */
async function defaults(line: string, path: readonly string[]): Promise<[values: string[], stderr: string]> {
  const { preferences, world, stderr } = await apply(line);
  const values = defaultsFor(preferences, { root: tree, path, flags: sample }, world);
  return [values.map(({ name, text }) => `${name}=${text}`), stderr()];
}

describe("values for flags that are not given", () => {
  test.each([
    ["getn", ["get"], ["output=wide"]],
    ["getn -o name", ["get"], []],
    ["getn -Ao name", ["get"], []],
    ["getn --output=name", ["get"], []],
    ["create configmap", ["create", "configmap"], ["dry-run=server"]],
    ["create cm --dry-run=none", ["create", "configmap"], []],
    ["config view", ["config", "view"], ["output=name", "watch=true"]],
    ["config view -oyaml", ["config", "view"], ["watch=true"]],
    ["other view", ["other", "view"], ["output=name", "watch=true"]],
    ["get", ["get"], []],
  ])("%s", async (line, path, wanted) => {
    expect(await defaults(line, ["kubectl", ...path])).toEqual([wanted, WARNED]);
  });

  test.each([
    ["bad", ["get"], "invalid alias flag nosuch in alias kubectl"],
    ["create x", ["create"], "invalid flag nosuch for command create"],
    ["own", ["get"], "alias own can not be overridden"],
    [
      "maybe",
      ["get"],
      'could not apply value maybe to flag watch in alias kubectl err: invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [
      "config",
      ["config"],
      'could not apply override value maybe to flag watch in command config err: invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
  ])("%s is refused", async (line, path, message) => {
    await expect(defaults(line, ["kubectl", ...path])).rejects.toThrow(
      `error occurred while applying preferences ${message}`,
    );
  });

  test("a bad value does no harm where the flag is given", async () => {
    expect(await defaults("maybe -w", ["kubectl", "get"])).toEqual([[], WARNED]);
  });
});

describe("a kuberc that kubectl refuses as a whole", () => {
  test.each([
    ["aliases: [{name: a1, command: get}]", "invalid alias name, can only include alphabetical characters"],
    ["aliases: [{name: a, command: get}, {name: a, command: config}]", "duplicate alias name a"],
    [
      "aliases: [{name: a, command: get, options: [{name: -o, default: x}]}]",
      "flag name -o should be in long form without dashes",
    ],
    [
      "defaults: [{command: get, options: [{name: --output, default: x}]}]",
      "flag name --output should be in long form without dashes",
    ],
  ])("%s", async (text, message) => {
    const flag = kuberc("invalid", text);
    await expect(apply("get", flag)).rejects.toThrow(`error occurred while applying preferences ${message}`);
  });
});

test.each([
  [["--kuberc", join(here, "kuberc"), "getn"], true],
  [["getn", "--", KUBERC], false],
  [["getn"], false],
])("the file is named before `--` only: %j", async (argv, isRead) => {
  const { world } = recordingWorld({ cwd: here, home: here });
  expect((await applyPreferences(tree, argv, world)).kuberc !== undefined).toBe(isRead);
});

test("a named file must exist, and have a name", async () => {
  const missing = join(here, "missing");
  await expect(apply("get", `--kuberc=${missing}`)).rejects.toThrow(
    `error occurred while applying preferences kuberc error kuberc: open ${missing}: no such file or directory`,
  );
  await expect(apply("get", "--kuberc=")).rejects.toThrow("kuberc file is not found");
});

test.each([
  [
    ["create", "cm"],
    ["create", "configmap"],
  ],
  [["config", "nosuch"], ["config"]],
  [["nosuch"], undefined],
  [[], []],
])("the command of %j", (words, path) => expect(commandPath(tree, words)).toEqual(path));
