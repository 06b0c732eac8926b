import { describe, expect, test } from "vitest";
import { globalFlags } from "../../src/kubeconfig/flags.ts";
import { loadConfig, placesOf } from "../../src/kubeconfig/load.ts";
import { resolve, type Target } from "../../src/kubeconfig/resolve.ts";
import { makeHome } from "../helpers/run.ts";
import { recordingWorld } from "../helpers/world.ts";

// A kubeconfig and the flags become one target.

const CONFIG = {
  clusters: [
    { name: "c", cluster: { server: "https://c", "certificate-authority-data": "QUFB", "tls-server-name": "old" } },
    { name: "d", cluster: { server: "https://d", "insecure-skip-tls-verify": true } },
  ],
  users: [
    { name: "u", user: { token: "t" } },
    { name: "v", user: { "client-certificate-data": "QUFB", "client-key-data": "QUFB" } },
    { name: "w", user: { tokenFile: "w.token" } },
  ],
  contexts: [
    { name: "x", context: { cluster: "c", user: "u", namespace: "n" } },
    { name: "y", context: { cluster: "d", user: "v" } },
    { name: "z", context: { cluster: "c", user: "w" } },
  ],
  "current-context": "x",
};
type Flags = Parameters<typeof resolve>[1];
const DEFAULTS = Object.fromEntries(
  Object.entries(globalFlags).map(([key, flag]) => [key, "default" in flag ? flag.default : undefined]),
);

async function target(flags: Partial<Flags>, env: Record<string, string> = {}): Promise<Target> {
  const home = makeHome();
  try {
    home.write("config", JSON.stringify(CONFIG));
    home.write("other.crt", "x");
    const { world } = recordingWorld({ cwd: home.folder, home: home.folder, env: { KUBECONFIG: "config", ...env } });
    const given = { ...DEFAULTS, ...flags } as unknown as Flags;
    const found = resolve(await loadConfig(placesOf(given.kubeconfig, world), world), given, world, false);
    return JSON.parse(JSON.stringify(found).replaceAll(home.folder, "HOME"));
  } finally {
    home.remove();
  }
}

const NO_CA = { server: "https://c", "tls-server-name": "old" };
const C = { ...NO_CA, "certificate-authority-data": "QUFB" };

describe("the cluster", () => {
  test.each([
    ["of the current context", {}, C],
    ["of --context", { context: "y" }, { server: "https://d", "insecure-skip-tls-verify": true }],
    ["of --cluster", { cluster: "d" }, { server: "https://d", "insecure-skip-tls-verify": true }],
    [
      "--server drops the name of the old one",
      { server: "https://other" },
      { server: "https://other", "certificate-authority-data": "QUFB" },
    ],
    [
      "--server without a scheme",
      { server: "other:1" },
      { server: "http://other:1", "certificate-authority-data": "QUFB" },
    ],
    ["--tls-server-name", { tlsServerName: "new" }, { ...C, "tls-server-name": "new" }],
    [
      "--insecure-skip-tls-verify drops authorities",
      { insecureSkipTlsVerify: true },
      { ...NO_CA, "insecure-skip-tls-verify": true },
    ],
    [
      "--certificate-authority stands for the data",
      { certificateAuthority: "other.crt" },
      { ...NO_CA, "certificate-authority": "other.crt" },
    ],
    [
      "--certificate-authority makes it secure",
      { context: "y", certificateAuthority: "other.crt" },
      { server: "https://d", "certificate-authority": "other.crt" },
    ],
    ["--disable-compression", { disableCompression: true }, { ...C, "disable-compression": true }],
  ])("%s", async (_, flags, cluster) => expect((await target(flags as Partial<Flags>)).cluster).toEqual(cluster));
});

describe("the user", () => {
  const V = { "client-certificate-data": "QUFB", "client-key-data": "QUFB" };
  test.each([
    ["of the current context", {}, { token: "t" }],
    ["of --context", { context: "y" }, V],
    ["of --user", { user: "v" }, V],
    ["a file is found beside the kubeconfig", { user: "w" }, { tokenFile: "HOME/w.token" }],
    ["--token stands for the file", { user: "w", token: "new" }, { token: "new" }],
    ["--token stands above the old one", { token: "new" }, { token: "new" }],
    [
      "--client-certificate and --client-key stand for the data",
      { user: "v", clientCertificate: "other.crt", clientKey: "other.crt" },
      { "client-certificate": "other.crt", "client-key": "other.crt" },
    ],
    [
      "--as and its companions",
      { as: "a", asUid: "1", asGroup: ["g", "h"], asUserExtra: ["k=v", "k=w=x"] },
      { token: "t", as: "a", "as-uid": "1", "as-groups": ["g", "h"], "as-user-extra": { k: ["v", "w=x"] } },
    ],
  ])("%s", async (_, flags, user) => expect((await target(flags as Partial<Flags>)).user).toEqual(user));
});

describe("the namespace", () => {
  test.each([
    ["of the context", {}, "n", false],
    ["default", { context: "y" }, "default", false],
    ["of the flag", { namespace: "m" }, "m", true],
  ])("%s", async (_, flags, name, isExplicit) => {
    const { namespace, namespaceIsExplicit } = await target(flags as Partial<Flags>);
    expect([namespace, namespaceIsExplicit]).toEqual([name, isExplicit]);
  });
});

describe("nothing at all", () => {
  test("is the server on this machine", async () => {
    expect((await target({}, { KUBECONFIG: "none" })).cluster.server).toBe("http://localhost:8080");
  });

  test("$KUBERNETES_MASTER names another", async () => {
    expect((await target({}, { KUBECONFIG: "none", KUBERNETES_MASTER: "https://m" })).cluster.server).toBe("https://m");
  });
});

test.each([
  [{ context: "no" }, 'context "no" does not exist'],
  [{ cluster: "no" }, 'cluster "no" does not exist'],
  [{ user: "no" }, 'auth info "no" does not exist'],
  [{ username: "me" }, "more than one authentication method found for u; found [token basicAuth], only one is allowed"],
  [{ asGroup: ["g"] }, "requesting uid, groups or user-extra for u without impersonating a user"],
  [
    { certificateAuthority: "none" },
    "unable to read certificate-authority none for c due to open none: no such file or directory",
  ],
])("%j is refused", async (flags, message) => await expect(target(flags as Partial<Flags>)).rejects.toThrow(message));
