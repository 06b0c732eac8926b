import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import {
  type Behaviour,
  hangUp,
  type Script,
  says,
  shortBody,
  shortChunk,
  shortGzip,
  stream,
} from "../helpers/fault-server.ts";
import { type Proxied, proxied, TOKEN } from "../helpers/proxied.ts";

let running: Proxied | undefined;
afterEach(async () => void (await running?.stop()));

async function start(script: Script, args: readonly string[] = []): Promise<Proxied> {
  running = await proxied(script, args);
  return running;
}

const echo: Behaviour = (request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk)).on("end", () => response.end(`${request.method} ${body}`));
};

test("requests carry the user's credentials, or the client's own", async () => {
  const { ask, server } = await start({ "GET /x": says(200, "fine") });
  expect(await ask("/x?a=%20b", { headers: { "x-mine": "1" } })).toMatchObject({
    status: 200,
    body: "fine",
    isWhole: true,
  });
  await ask("/x", { headers: { authorization: "Bearer other" } });
  expect(server.requests).toEqual(["GET /x?a=%20b", "GET /x"]);
  expect(server.headers[0]).toMatchObject({
    authorization: `Bearer ${TOKEN}`,
    "x-mine": "1",
    "x-forwarded-for": "127.0.0.1",
  });
  expect(server.headers[1]).toMatchObject({ authorization: "Bearer other" });
});

test("after a 401 fresh credentials are had; reads are asked again with them", async () => {
  const plugin = `#!/bin/sh
echo x >>calls
echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'t$(wc -l <calls | tr -d ' ')'"}}'
`;
  const [no, yes] = [says(401, "no"), says(200, "yes")];
  running = await proxied({ "GET /x": [no, yes], "POST /x": [no, yes] }, [], (home) => ({
    exec: {
      apiVersion: "client.authentication.k8s.io/v1",
      command: home.write("plugin", plugin.replaceAll("calls", `${home.folder}/calls`), 0o700),
      interactiveMode: "Never",
    },
  }));
  const { ask, server } = running;
  expect(await ask("/x")).toMatchObject({ status: 200, body: "yes" });
  // A body is gone when the answer comes; the next request has the fresh credentials.
  expect(await ask("/x", { method: "POST", body: "abc" })).toMatchObject({ status: 401, body: "no" });
  expect(await ask("/x", { method: "POST", body: "abc" })).toMatchObject({ status: 200, body: "yes" });
  expect(server.headers.map(({ authorization }) => authorization)).toEqual([
    "Bearer t1",
    "Bearer t2",
    "Bearer t2",
    "Bearer t3",
  ]);
});

test("bodies go both ways, whatever their framing", async () => {
  const { ask } = await start({ "POST /x": echo, "DELETE /x": echo, "PATCH /x": echo });
  expect((await ask("/x", { method: "POST", body: "abc", headers: { "content-length": 3 } })).body).toBe("POST abc");
  expect((await ask("/x", { method: "PATCH", body: "abc" })).body).toBe("PATCH abc");
  expect((await ask("/x", { method: "DELETE", body: "{}", headers: { "content-length": 2 } })).body).toBe("DELETE {}");
  expect((await ask("/x", { method: "DELETE" })).body).toBe("DELETE ");
});

test("a page of another name that was made to point here gets nothing", async () => {
  const { ask, server } = await start({ "GET /api/v1/secrets": says(200, "secret") }, ["--www=."]);
  for (const host of ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "localhost.evil.example:80"]) {
    for (const path of ["/api/v1/secrets", "/static/.kube/config"]) {
      expect(await ask(path, { headers: { host } })).toMatchObject({ status: 403, body: "Forbidden\n" });
    }
    const upgrade = { host, connection: "upgrade", upgrade: "websocket" };
    expect(await ask("/api/v1/secrets", { headers: upgrade })).toMatchObject({ status: 403 });
  }
  expect(server.requests).toEqual([]);
});

test("nobody gets into containers, however the path is spelt", async () => {
  const { ask, server } = await start({});
  const pod = "/api/v1/namespaces/a/pods/b";
  for (const path of [`${pod}/exec`, `${pod}/attach?stdin=true`, `${pod}/%65xec`, `${pod}%2Fexec`]) {
    expect(await ask(path, { method: "POST" })).toMatchObject({ status: 403 });
    const headers = { connection: "upgrade", upgrade: "websocket" };
    expect(await ask(path, { headers })).toMatchObject({ status: 403 });
  }
  expect(server.requests).toEqual([]);
});

test("a redirect goes back to the client, and no credentials go anywhere", async () => {
  const { ask, server } = await start({ "GET /x": says(302, "", { location: "https://evil.example/" }) });
  expect(await ask("/x")).toMatchObject({ status: 302, headers: { location: "https://evil.example/" } });
  expect(server.requests).toEqual(["GET /x"]);
});

test.each([
  ["a chunked answer", stream(["one", "two"], true), "onetwo"],
  ["a chunk", shortChunk("onetwo", 3), "one"],
  ["a counted answer", shortBody("onetwo", 3), "one"],
])("a server that dies in %s: the client's answer is cut, too", async (_, behaviour, body) => {
  const { ask, stderr } = await start({ "GET /x": behaviour, "GET /y": says(200, "alive") });
  expect(await ask("/x")).toMatchObject({ status: 200, body, isWhole: false });
  expect(stderr()).toBe("Error while proxying request: unexpected EOF\n");
  expect(await ask("/y")).toMatchObject({ body: "alive", isWhole: true });
});

test("a compressed answer is decompressed for who did not ask for it; a short one is cut", async () => {
  const gzip = says(200, "", {});
  const whole: Behaviour = (_, response) =>
    void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("hello"));
  const { ask, server } = await start({ "GET /x": whole, "GET /y": shortGzip("a".repeat(5000), 20), "GET /z": gzip });
  expect(await ask("/x")).toMatchObject({ body: "hello", isWhole: true });
  expect((await ask("/x")).headers["content-encoding"]).toBeUndefined();
  expect((await ask("/x", { headers: { "accept-encoding": "gzip" } })).headers["content-encoding"]).toBe("gzip");
  expect(server.headers[0]?.["accept-encoding"]).toBe("gzip");
  expect(await ask("/y")).toMatchObject({ isWhole: false });
});

test("a server that hangs up: 500, and reads are tried once more", async () => {
  const { ask, server, stderr } = await start({
    "GET /x": hangUp,
    "POST /x": hangUp,
    "GET /y": [hangUp, says(200, "ok")],
  });
  expect(await ask("/x")).toMatchObject({ status: 500, body: "EOF\n" });
  expect(await ask("/x", { method: "POST", body: "abc" })).toMatchObject({ status: 500, body: "EOF\n" });
  expect(await ask("/y")).toMatchObject({ status: 200, body: "ok" });
  expect(server.requests).toEqual(["GET /x", "GET /x", "POST /x", "GET /y", "GET /y"]);
  expect(stderr()).toBe("Error while proxying request: EOF\n".repeat(2));
});

test("a watch comes as it happens, and ends at the server when its reader goes", async () => {
  let say: ((text: string) => void) | undefined;
  let gone: Promise<unknown> | undefined;
  const watch: Behaviour = (_, response) => {
    response.writeHead(200).flushHeaders();
    say = (text) => void response.write(text);
    gone = once(response, "close");
  };
  const { open, stderr } = await start({ "GET /watch": watch });
  const asking = open("/watch").end();
  // The head comes before the first event.
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  for (const event of ["one", "two", "three"]) {
    say?.(event);
    expect(String((await once(answer, "data"))[0])).toBe(event);
  }
  answer.on("error", () => undefined);
  asking.destroy();
  await gone;
  expect(stderr()).toBe("");
});

/** Says hello in another protocol and repeats what it hears; "bye" ends it, "die" cuts it. */
const upgraded: Behaviour = (request) => {
  const { socket } = request;
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\nhello");
  socket.on("data", (data) => {
    if (String(data).includes("bye")) socket.end("last words");
    else if (String(data).includes("die")) socket.destroy();
    else socket.write(`<${data}>`);
  });
};

async function upgrade({
  open,
}: Proxied): Promise<{ socket: Socket; text: () => string; until: (text: string) => Promise<void> }> {
  const asking = open("/up", { connection: "Upgrade", upgrade: "own" }).end();
  const [, socket, head] = (await once(asking, "upgrade")) as [IncomingMessage, Socket, Buffer];
  let heard = String(head);
  socket.on("data", (data) => (heard += data)).on("error", () => undefined);
  const until = async (text: string) => {
    while (!heard.includes(text)) await once(socket, "data");
  };
  return { socket, text: () => heard, until };
}

test("another protocol: bytes go both ways, and the last ones arrive", async () => {
  const proxy = await start({ "GET /up": upgraded });
  const { socket, text, until } = await upgrade(proxy);
  await until("hello");
  socket.write("a");
  await until("<a>");
  socket.write("bye");
  await once(socket, "close");
  expect(text()).toBe("hello<a>last words");
  expect(proxy.server.headers[0]).toMatchObject({ authorization: `Bearer ${TOKEN}`, upgrade: "own" });
});

test("another protocol: a server that dies ends the client's connection", async () => {
  const { socket, until } = await upgrade(await start({ "GET /up": upgraded }));
  await until("hello");
  socket.write("die");
  await once(socket, "close");
});

test("another protocol refused: the server's answer comes back", async () => {
  const { ask } = await start({ "GET /up": says(403, "no"), "GET /ok": says(200, "x"), "GET /gone": hangUp });
  const headers = { connection: "Upgrade", upgrade: "own" };
  expect(await ask("/up", { headers })).toMatchObject({ status: 403, body: "no" });
  expect(await ask("/ok", { headers })).toMatchObject({
    status: 500,
    body: "invalid upgrade response: status code 200\n",
  });
  expect(await ask("/gone", { headers })).toMatchObject({ status: 500, body: "unexpected EOF\n" });
});

test("Ctrl-C ends it at once, whatever is under way", async () => {
  const held: Behaviour = (_, response) => void response.writeHead(200).flushHeaders();
  const proxy = await start({ "GET /watch": held, "GET /up": upgraded });
  const asking = proxy
    .open("/watch")
    .on("error", () => undefined)
    .end();
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  answer.on("error", () => undefined);
  const { socket } = await upgrade(proxy);
  const closed = once(socket, "close");
  running = undefined;
  expect(await proxy.stop()).toBe(0);
  await closed;
});
