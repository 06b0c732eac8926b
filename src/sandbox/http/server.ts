import { type IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { writeJson } from "../../core/json/write.ts";
import { ApiError, badRequest } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import type { Credentials } from "../auth/authenticate.ts";
import { admit, readHead } from "./admit.ts";
import { handle } from "./handle.ts";
import { type ApiAnswer, type ApiRequest, JSON_TYPE, jsonAnswer } from "./message.ts";

/** As the real API server: more is refused with 413. */
const MOST_BYTES = 3 * 1024 * 1024;

export interface Listening {
  readonly port: number;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface Identity {
  readonly key: string;
  readonly certificate: string;
  readonly authority: string;
}

/** Listens on loopback with TLS; only who has the certificate or a token gets an answer besides 401. */
export async function listen(
  machine: Machine,
  { identity, credentials, port }: { identity: Identity; credentials: Credentials; port: number },
): Promise<Listening> {
  const server = createServer(
    {
      key: identity.key,
      cert: identity.certificate,
      ca: identity.authority,
      requestCert: true,
      rejectUnauthorized: false,
    },
    (message, response) => void answer(machine, credentials, message, response),
  );
  // Watches are quiet for hours.
  server.requestTimeout = 0;
  const streams = new Set<Duplex>();
  server.on("upgrade", (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    streams.add(socket);
    socket.on("close", () => streams.delete(socket));
    const plain = () => answerOn(socket, message, (response) => answer(machine, credentials, message, response));
    void import("./upgrade.ts").then((door) => door.upgrade({ machine, credentials, message, socket, head, plain }));
  });
  server.on("tlsClientError", (_, socket) => socket.destroy());
  await started(server, port);
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of streams) socket.destroy();
      }),
  };
}

const started = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });

/** A request that asked for an upgrade gets a usual answer; the connection ends with it. */
function answerOn(socket: Duplex, message: IncomingMessage, answering: (response: ServerResponse) => unknown): void {
  const response = new ServerResponse(message);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.on("finish", () => socket.end());
  answering(response);
}

async function answer(
  machine: Machine,
  credentials: Credentials,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  message.on("error", () => response.destroy());
  response.on("error", () => message.destroy());
  try {
    send(await answered(machine, credentials, message), message, response);
  } catch (error) {
    if (!(error instanceof ApiError)) return void response.destroy();
    send(jsonAnswer(error.code, JSON.stringify(error.status())), message, response);
  }
}

async function answered(machine: Machine, credentials: Credentials, message: IncomingMessage): Promise<ApiAnswer> {
  const head = readHead(machine, credentials, message);
  const { contentType } = head;
  const request: ApiRequest = {
    ...head,
    // Whatever a body came in, it goes on as JSON.
    contentType: OTHER_FORMS.test(contentType) ? JSON_TYPE : contentType,
    body: await asText(await readBody(message), contentType),
  };
  admit(machine, request);
  return withWarnings(await handle(machine, request), request.warnings);
}

/** RFC 7234 5.5: what kubectl prints as "Warning: …". */
function withWarnings(answer: ApiAnswer, warnings: readonly string[]): ApiAnswer {
  if (warnings.length === 0) return answer;
  const values = [...new Set(warnings)].map((text) => `299 - ${JSON.stringify(text)}`);
  return { ...answer, headers: { ...answer.headers, warning: values } };
}

const OTHER_FORMS = /^application\/(vnd\.kubernetes\.protobuf|yaml)\b/;
const YAML = /\byaml\b/;

async function asText(bytes: Buffer, contentType: string): Promise<string> {
  const isYaml = YAML.test(contentType);
  if ((!isYaml && !OTHER_FORMS.test(contentType)) || bytes.length === 0) return bytes.toString("utf8");
  try {
    const object = isYaml
      ? await (await import("../../core/yaml/read.ts")).parseYaml(bytes.toString("utf8"))
      : await (await import("../protobuf/decode.ts")).decodeProtobuf(bytes);
    return writeJson(object, { sortKeys: false });
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${(error as Error).message}`);
  }
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${MOST_BYTES}`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(
  { status, contentType, body, headers }: ApiAnswer,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  response.statusCode = status;
  response.setHeader("content-type", contentType);
  response.setHeader("cache-control", "no-cache, private");
  for (const [name, value] of Object.entries(headers ?? {}))
    response.setHeader(name, value as string | readonly string[]);
  // Of a body that was not read to its end the rest is not waited for.
  if (status === 413) response.setHeader("connection", "close");
  if (typeof body === "string") return void response.end(message.method === "HEAD" ? "" : body);
  response.flushHeaders();
  let isOver = false;
  const stop = body(
    (text) => void response.write(text),
    () => {
      isOver = true;
      response.end();
    },
  );
  if (isOver) stop();
  response.on("close", stop);
}
