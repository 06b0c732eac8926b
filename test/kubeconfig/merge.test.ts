import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig, placesOf, withAbsolutePaths } from "../../src/kubeconfig/load.ts";
import type { Section } from "../../src/kubeconfig/model.ts";
import { type Home, makeHome } from "../helpers/run.ts";
import { recordingWorld } from "../helpers/world.ts";

// Several files as one: the first to say something is right.

const FILES = {
  one: {
    clusters: [{ name: "c", cluster: { server: "https://one", "certificate-authority": "ca.crt" } }],
    users: [{ name: "u", user: { token: "one" } }],
    "current-context": "",
    preferences: { colors: true },
  },
  "sub/two": {
    clusters: [
      { name: "c", cluster: { server: "https://two", "insecure-skip-tls-verify": true } },
      { name: "d", cluster: { server: "https://two", "certificate-authority": "ca.crt" } },
    ],
    users: [{ name: "v", user: { "client-certificate": "../v.crt", "client-key": "/abs/v.key", tokenFile: "t" } }],
    contexts: [{ name: "x", context: { cluster: "d", user: "v", namespace: "n" } }],
    "current-context": "x",
  },
  three: {
    contexts: [
      { name: "x", context: { cluster: "c", user: "u" } },
      { name: "y", context: { cluster: "c", user: "u" } },
    ],
    "current-context": "y",
  },
} as const;

const held: { home?: Home } = {};
beforeAll(() => {
  held.home = makeHome();
  for (const [name, content] of Object.entries(FILES)) held.home.write(name, JSON.stringify(content));
  held.home.write("empty", "");
});
afterAll(() => held.home?.remove());

const view = async (list: string, ...args: string[]) => {
  const got = await (held.home as Home).run(["config", "view", "--raw", "-o", "json", ...args], {
    env: { KUBECONFIG: list },
  });
  expect(got.stderr).toBe("");
  return JSON.parse(got.stdout);
};
const ALL = "HOME/one:HOME/sub/two:HOME/three";

describe("merging", () => {
  test("an entry comes whole from the first file that has it", async () => {
    const { clusters, users, contexts } = await view(ALL);
    expect(clusters.find(({ name }: { name: string }) => name === "c").cluster).toEqual({
      server: "https://one",
      "certificate-authority": "ca.crt",
    });
    expect(users.map(({ name }: { name: string }) => name)).toEqual(["u", "v"]);
    expect(contexts).toEqual([
      { name: "x", context: { cluster: "d", user: "v", namespace: "n" } },
      { name: "y", context: { cluster: "c", user: "u" } },
    ]);
  });

  test.each([
    ["the first that names one", ALL, "x"],
    ["in another order", "HOME/three:HOME/sub/two:HOME/one", "y"],
    ["none", "HOME/one", ""],
    ["missing and empty files count for nothing", "HOME/none:HOME/empty::HOME/sub/two", "x"],
    ["the same file twice", "HOME/sub/two:HOME/sub/two:HOME/three", "x"],
  ])("current-context: %s", async (_, list, name) => expect((await view(list))["current-context"]).toBe(name));

  test.each([
    ["HOME/one:HOME/sub/two:HOME/three", "an absolute name of the kubeconfig"],
    ["one:./sub/two:three", "a relative name, from the current folder"],
  ])("relative paths start from the folder of their own file: %s (%s)", async (list) => {
    const cwd = (held.home as Home).folder;
    const { world } = recordingWorld({ cwd, env: { KUBECONFIG: list.replaceAll("HOME", cwd) } });
    const { merged, origins } = await loadConfig(placesOf("", world), world);
    const absolute = (section: Section, name: string) =>
      withAbsolutePaths(section, merged[section].get(name) ?? {}, origins[section].get(name) ?? "", cwd);
    expect(absolute("clusters", "c")["certificate-authority"]).toBe(join(cwd, "ca.crt"));
    expect(absolute("clusters", "d")["certificate-authority"]).toBe(join(cwd, "sub/ca.crt"));
    const files = {
      "client-certificate": join(cwd, "v.crt"),
      "client-key": "/abs/v.key",
      tokenFile: join(cwd, "sub/t"),
    };
    expect(absolute("users", "v")).toEqual(files);
  });

  test("shown are paths as they were written", async () => {
    expect((await view(ALL)).clusters[1].cluster["certificate-authority"]).toBe("ca.crt");
  });

  test("--kubeconfig stands alone", async () => {
    const { contexts } = await view(ALL, "--kubeconfig=three");
    expect(contexts.map(({ name }: { name: string }) => name)).toEqual(["x", "y"]);
    expect((await view(ALL, "--kubeconfig=three")).users).toBeNull();
  });

  test("without anything ~/.kube/config", () => {
    const { world } = recordingWorld({ home: "/home/me" });
    expect(placesOf("", world)).toEqual({ explicit: undefined, files: [join("/home/me", ".kube", "config")] });
  });

  test("every entry knows the file it comes from", async () => {
    const cwd = (held.home as Home).folder;
    const { world } = recordingWorld({ cwd, env: { KUBECONFIG: "one:sub/two:three" } });
    const { origins } = await loadConfig(placesOf("", world), world);
    expect(Object.fromEntries(origins.clusters)).toEqual({ c: "one", d: "sub/two" });
    expect(Object.fromEntries(origins.users)).toEqual({ u: "one", v: "sub/two" });
    expect(Object.fromEntries(origins.contexts)).toEqual({ x: "sub/two", y: "three" });
  });

  test("names of JavaScript's own are names like others", async () => {
    const names = ["__proto__", "constructor", "toString"];
    const users = names.map((name) => `{"name":"${name}","user":{"token":"t"}}`);
    (held.home as Home).write("odd", `{"users":[${users.join(",")}]}`);
    const odd = await view("HOME/odd");
    expect(odd.users.map(({ name }: { name: string }) => name)).toEqual([...names].sort());
    expect(({} as Record<string, unknown>).token).toBeUndefined();
  });
});
