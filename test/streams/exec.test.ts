import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { converse } from "../helpers/converse.ts";
import { json } from "../helpers/fault-server.ts";
import { httpProxy, socksProxy } from "../helpers/proxy-server.ts";

const POD = "/api/v1/namespaces/default/pods/a";
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a", namespace: "default" },
  spec: { containers: [{ name: "main" }] },
};
const V5 = "v5.channel.k8s.io";
const frame = (channel: number, text: string) => Buffer.concat([Buffer.from([channel]), Buffer.from(text)]);
const ended = (code: number) =>
  code === 0
    ? '{"metadata":{},"status":"Success"}'
    : JSON.stringify({
        status: "Failure",
        reason: "NonZeroExitCode",
        message: `command terminated with exit code ${code}`,
        details: { causes: [{ reason: "ExitCode", message: `${code}` }] },
      });

/** A node that plays these messages, or whatever `play` does with the connection. */
const node =
  (play: (socket: WebSocket, request: IncomingMessage, raw: Socket) => void, protocol = V5) =>
  (request: IncomingMessage, raw: Socket, head: Buffer) => {
    const server = new WebSocketServer({ noServer: true, handleProtocols: () => protocol });
    server.handleUpgrade(request, raw, head, (socket) => play(socket, request, raw));
  };
const says =
  (...frames: Buffer[]) =>
  (socket: WebSocket) => {
    for (const one of frames) socket.send(one);
    socket.close(1000);
  };
const exec = (upgrade: ReturnType<typeof node>, args: readonly string[] = ["exec", "a", "--", "x"], input = "") =>
  converse({ script: { [`GET ${POD}`]: json(pod) }, args, upgrade, input });

test("output goes where it belongs, empty messages and unknown streams are passed over", async () => {
  const upgrade = node(says(frame(1, ""), frame(1, "out\n"), frame(9, "?"), frame(2, "err\n"), frame(3, ended(0))));
  const { code, stdout, stderr } = await exec(upgrade);
  expect([code, stdout, stderr]).toEqual([0, "out\n", "err\n"]);
});

test.each([1, 2, 7, 126, 130, 137, 255])("exit code %i", async (wanted) => {
  const { code, stderr } = await exec(node(says(frame(3, ended(wanted)))));
  expect([code, stderr]).toEqual([wanted, `command terminated with exit code ${wanted}\n`]);
});

describe("no result is an error", () => {
  test("a connection that is closed in good order", async () => {
    const { code, stdout, stderr } = await exec(node(says(frame(1, "out\n"))));
    expect([code, stdout, stderr]).toEqual([1, "out\n", "error: unexpected EOF\n"]);
  });

  test("a result that cannot be read", async () => {
    const { code, stderr } = await exec(node(says(frame(3, "{"))));
    expect([code, stderr]).toEqual([1, "error: error stream protocol error: {\n"]);
  });

  test.each([
    ["exec", ["exec", "a", "--", "x"]],
    ["attach", ["attach", "-q", "a"]],
  ])("%s: the connection cut at each of 100 places", async (_, args) => {
    const whole = Buffer.concat([
      message(frame(1, "out\n".repeat(20))),
      message(frame(2, "err\n")),
      message(frame(1, "more\n".repeat(10))),
      message(frame(3, ended(0))),
    ]);
    const places = Array.from({ length: 100 }, (_, at) => Math.floor((at * whole.length) / 100));
    for (const at of places) {
      const upgrade = node((_socket, _request, raw) => {
        raw.write(whole.subarray(0, at));
        setTimeout(() => raw.destroy(), 5);
      });
      const { code, stderr } = await exec(upgrade, args);
      expect([at, code, stderr.replace("err\n", "")]).toEqual([at, 1, "error: unexpected EOF\n"]);
    }
    const { code, stdout } = await exec(
      node((_socket, _request, raw) => void raw.end(whole)),
      args,
    );
    expect([code, stdout]).toEqual([0, "out\n".repeat(20) + "more\n".repeat(10)]);
  });
});

/** A short message as it stands on the wire. */
const message = (payload: Buffer) => Buffer.concat([Buffer.from([0x82, payload.length]), payload]);

describe("input", () => {
  const collect = (protocol: string) => {
    const seen: Buffer[] = [];
    const upgrade = node((socket) => {
      socket.on("message", (data: Buffer) => {
        seen.push(data);
        const isWhole = Buffer.concat(seen.filter((one) => one[0] === 0).map((one) => one.subarray(1))).length >= 9;
        if (!isWhole || (protocol === V5 && data[0] !== 255)) return;
        setTimeout(() => says(frame(3, ended(0)))(socket), 20);
      });
    }, protocol);
    return { seen, upgrade };
  };

  test("is sent, and its end is told (v5)", async () => {
    const { seen, upgrade } = collect(V5);
    const { code } = await exec(upgrade, ["exec", "-i", "a", "--", "x"], "some text");
    expect(code).toBe(0);
    expect(Buffer.concat(seen).toString("latin1")).toBe("\u0000some text\u00ff\u0000");
  });

  test("is sent, though its end cannot be told (v4)", async () => {
    const { seen, upgrade } = collect("v4.channel.k8s.io");
    const { code } = await exec(upgrade, ["exec", "-i", "a", "--", "x"], "some text");
    expect(code).toBe(0);
    expect(Buffer.concat(seen).toString("latin1")).toBe("\u0000some text");
  });

  test("is not touched without -i", async () => {
    let url = "";
    const upgrade = node((socket, request) => {
      url = request.url ?? "";
      says(frame(3, ended(0)))(socket);
    });
    await exec(upgrade, ["exec", "a", "--", "x", "y z"], "some text");
    expect(url).toBe(`${POD}/exec?command=x&command=y+z&container=main&stdout=true&stderr=true`);
  });
});

describe("through a proxy", () => {
  test.each([
    ["HTTP", httpProxy, "http", undefined],
    ["SOCKS5", socksProxy, "socks5", undefined],
    ["HTTP, to a server without TLS", httpProxy, "http", null],
    ["SOCKS5, to a server without TLS", socksProxy, "socks5", null],
  ])("%s", async (_, open, scheme, tls) => {
    const proxy = await open();
    const upgrade = node(says(frame(1, "out\n"), frame(3, ended(3))));
    const got = await converse({
      script: { [`GET ${POD}`]: json(pod) },
      args: ["exec", "a", "--", "x"],
      upgrade,
      cluster: { "proxy-url": `${scheme}://127.0.0.1:${proxy.port}` },
      ...(tls === null ? { tls } : {}),
    });
    await proxy.close();
    expect([got.code, got.stdout, got.stderr.slice(0, 300)]).toEqual([
      3,
      "out\n",
      "command terminated with exit code 3\n",
    ]);
    expect(proxy.asked.at(-1)).toBe(`CONNECT 127.0.0.1:${got.server.port}`);
  });

  test("that refuses", async () => {
    const proxy = await httpProxy("Basic x");
    const upgrade = node(says(frame(3, ended(0))));
    const cluster = { "proxy-url": `http://127.0.0.1:${proxy.port}` };
    const got = await converse({
      script: { [`GET ${POD}`]: json(pod) },
      args: ["exec", "a", "--", "x"],
      upgrade,
      cluster,
    });
    await proxy.close();
    expect(got.code).toBe(1);
    expect(got.stderr).toBe("Unable to connect to the server: Proxy Authentication Required\n");
  });
});

test("a redirect is not followed", async () => {
  const upgrade = (_: IncomingMessage, raw: Socket) =>
    void raw.end("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  const { code, stderr } = await exec(upgrade);
  expect([code, stderr]).toEqual([1, "error: unable to upgrade connection: the server answered 302\n"]);
});
