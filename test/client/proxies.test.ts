import { describe, expect, test } from "vitest";
import { chooseProxy } from "../../src/client/proxy.ts";
import { converse, TOKEN } from "../helpers/converse.ts";
import { json } from "../helpers/fault-server.ts";
import { httpProxy, type ProxyServer, socksProxy } from "../helpers/proxy-server.ts";

const pod = json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } });
const script = { "GET /api/v1/namespaces/default/pods/a": pod };
const BASIC = `Basic ${Buffer.from("me:s3cret-canary").toString("base64")}`;

interface Through {
  readonly open: () => Promise<ProxyServer>;
  readonly url: (port: number) => string;
  readonly credentials?: string;
  readonly stderr?: string;
}

const PROXIES: Readonly<Record<string, Through>> = {
  "an HTTP proxy": { open: () => httpProxy(), url: (port) => `http://127.0.0.1:${port}` },
  "an HTTP proxy that wants credentials": {
    open: () => httpProxy(BASIC),
    url: (port) => `http://me:s3cret-canary@127.0.0.1:${port}`,
    credentials: ` ${BASIC}`,
  },
  "an HTTP proxy that wants other credentials": {
    open: () => httpProxy("Basic x"),
    url: (port) => `http://me:s3cret-canary@127.0.0.1:${port}`,
    credentials: ` ${BASIC}`,
    stderr: "Unable to connect to the server: Proxy Authentication Required\n",
  },
  "a SOCKS5 proxy": { open: () => socksProxy(), url: (port) => `socks5://127.0.0.1:${port}` },
};

describe("proxy-url", () => {
  test.each(Object.entries(PROXIES))("%s", async (_, { open, url, credentials = "", stderr = "" }) => {
    const proxy = await open();
    try {
      const got = await converse({ script, args: ["get", "pod", "a"], cluster: { "proxy-url": url(proxy.port) } });
      expect(got.stderr).toBe(stderr);
      expect(got.code).toBe(stderr === "" ? 0 : 1);
      expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT 127.0.0.1:${got.server.port}${credentials}`]));
      if (stderr === "") expect(got.server.headers.at(-1)?.authorization).toBe(`Bearer ${TOKEN}`);
      expect(got.server.headers.at(-1)?.["proxy-authorization"]).toBeUndefined();
    } finally {
      await proxy.close();
    }
  });

  test("a proxy that is not there", async () => {
    const cluster = { "proxy-url": "http://127.0.0.1:1" };
    const got = await converse({ script, args: ["get", "pod", "a"], cluster });
    expect(got.stderr).toMatch(/^The connection to the server 127\.0\.0\.1:PORT was refused - did you specify/);
    expect(got.code).toBe(1);
  });

  test("credentials of the proxy are shown at no -v", async () => {
    const proxy = await httpProxy("Basic x");
    const cluster = { "proxy-url": `http://me:s3cret-canary@127.0.0.1:${proxy.port}` };
    const got = await converse({ script, args: ["get", "pod", "a", "-v=10"], cluster });
    await proxy.close();
    expect(got.stderr + got.stdout).not.toContain("s3cret-canary");
    expect(got.stderr + got.stdout).not.toContain(BASIC);
  });
});

describe("the environment", () => {
  const https = { HTTPS_PROXY: "http://proxy:3128" };
  const through = (server: string, env: Record<string, string>) => chooseProxy(new URL(server), undefined, env);

  test.each([
    ["HTTPS_PROXY for https", "https://api.example", https, "http://proxy:3128"],
    ["HTTPS_PROXY not for http", "http://api.example", https, undefined],
    ["HTTP_PROXY for http", "http://api.example", { HTTP_PROXY: "http://proxy:1" }, "http://proxy:1"],
    ["small letters", "https://api.example", { https_proxy: "http://proxy:1" }, "http://proxy:1"],
    ["capitals first", "https://api.example", { ...https, https_proxy: "http://other" }, "http://proxy:3128"],
    ["no scheme", "https://api.example", { HTTPS_PROXY: "proxy:3128" }, "http://proxy:3128"],
    ["socks5", "https://api.example", { HTTPS_PROXY: "socks5://proxy:1080" }, "socks5://proxy:1080"],
    ["never for localhost", "https://localhost:6443", https, undefined],
    ["never for loopback", "https://127.8.9.1:6443", https, undefined],
    ["never for ::1", "https://[::1]:6443", https, undefined],
  ])("%s", (_, server, env, proxy) => expect(through(server, env as Record<string, string>)).toBe(proxy));

  test.each([
    ["*", "https://api.example", true],
    ["api.example", "https://api.example", true],
    ["API.EXAMPLE", "https://api.example", true],
    ["example", "https://api.example", true],
    [".example", "https://api.example", true],
    [".example", "https://example", false],
    ["*.example", "https://api.example", true],
    ["ample", "https://api.example", false],
    ["api.example:443", "https://api.example", true],
    ["api.example:6443", "https://api.example", false],
    ["api.example:6443", "https://api.example:6443", true],
    ["x, api.example ,y", "https://api.example", true],
    ["10.1.0.0/16", "https://10.1.2.3:6443", true],
    ["10.1.0.0/16", "https://10.2.2.3:6443", false],
    ["10.1.2.3", "https://10.1.2.3:6443", true],
    ["10.1.2.3:6443", "https://10.1.2.3:6443", true],
    ["10.1.2.3:443", "https://10.1.2.3:6443", false],
    ["10.1.0.0/33", "https://10.1.2.3", false],
    ["fd00::/8", "https://[fd00::1]:6443", true],
    ["fd00::1", "https://[fd00::1]:6443", true],
    ["[fd00::1]:6443", "https://[fd00::1]:6443", true],
    ["[fd00::1]:443", "https://[fd00::1]:6443", false],
    ["fd00::/8", "https://10.1.2.3", false],
    ["10.1.0.0/16", "https://api.example", false],
    ["", "https://api.example", false],
    [",", "https://api.example", false],
  ])("NO_PROXY=%s for %s: %s", (noProxy, server, isExempt) => {
    expect(through(server, { ...https, NO_PROXY: noProxy }) === undefined).toBe(isExempt);
    expect(through(server, { ...https, no_proxy: noProxy }) === undefined).toBe(isExempt);
  });

  test("proxy-url stands above all", () => {
    const env = { ...https, NO_PROXY: "*" };
    expect(chooseProxy(new URL("https://localhost"), "http://mine:1", env)).toBe("http://mine:1");
  });
});
