import type { PeerCertificate } from "node:tls";
import { ConnectionError } from "../core/errors.ts";
import { STATUS_TEXTS } from "./status-texts.ts";

interface NodeError {
  readonly code?: string;
  readonly name?: string;
  /** What could not be read as HTTP. */
  readonly data?: string;
  readonly message: string;
  readonly hostname?: string;
  /** Of a certificate for somebody else: who was asked for, and the certificate. */
  readonly host?: string;
  readonly cert?: PeerCertificate;
}

export interface Attempt {
  readonly server: URL;
  readonly method: string;
  readonly path: string;
}

/** Why no answer came, in the words of Go's network errors that scripts look for. */
export function reasonOf(error: unknown, server: URL): string {
  // A name with several addresses fails once for each: the last attempt is the one Go reports.
  const failure = (error instanceof AggregateError ? error.errors.at(-1) : error) as NodeError;
  const { code = "", message } = failure;
  const host = hostPort(server).replace(/^localhost:/, "127.0.0.1:");
  const known = REASONS[code];
  if (known) return known(host, server, failure);
  const refusal = /^Proxy response \((\d+)\)/.exec(message)?.[1];
  if (refusal) return STATUS_TEXTS[Number(refusal)] ?? `the proxy answered ${refusal}`;
  if (failure.name === "HTTPParserError") return `${BROKEN} ${malformed(failure)}`;
  if (code.startsWith("ERR_SSL") || /ssl|tls/i.test(code)) return sslReason(code, message);
  return message;
}

type Words = (host: string, server: URL, failure: NodeError) => string;

const BROKEN = "net/http: HTTP/1.x transport connection broken:";

function malformed({ message, data = "" }: NodeError): string {
  const line = String(data).split(/\r?\n/)[0] as string;
  if (!message.includes("Invalid status code")) return `malformed HTTP response ${JSON.stringify(line)}`;
  return `malformed HTTP status code ${JSON.stringify(line.split(" ")[0])}`;
}

const verify =
  (reason: string): Words =>
  () =>
    `tls: failed to verify certificate: x509: ${reason}`;
const unknownAuthority = verify("certificate signed by unknown authority");

const REASONS: Readonly<Record<string, Words>> = {
  ECONNREFUSED: (host) => `dial tcp ${host}: connect: connection refused`,
  ENOTFOUND: (_, server) => `dial tcp: lookup ${server.hostname}: no such host`,
  EAI_AGAIN: (_, server) => `dial tcp: lookup ${server.hostname}: Temporary failure in name resolution`,
  EHOSTUNREACH: (host) => `dial tcp ${host}: connect: no route to host`,
  ENETUNREACH: (host) => `dial tcp ${host}: connect: network is unreachable`,
  ETIMEDOUT: (host) => `dial tcp ${host}: i/o timeout`,
  UND_ERR_CONNECT_TIMEOUT: (host) => `dial tcp ${host}: i/o timeout`,
  ECONNRESET: () => "EOF",
  EPIPE: () => "EOF",
  UND_ERR_SOCKET: () => "EOF",
  UND_ERR_HEADERS_OVERFLOW: () => `${BROKEN} net/http: server response headers exceeded 10485760 bytes; aborted`,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  CERT_SIGNATURE_FAILURE: unknownAuthority,
  CERT_HAS_EXPIRED: verify("certificate has expired or is not yet valid"),
  CERT_NOT_YET_VALID: verify("certificate has expired or is not yet valid"),
  ERR_TLS_CERT_ALTNAME_INVALID: (_, server, { host, cert }) => wrongName(host ?? server.hostname, cert),
};

/** Why a certificate is not the server's, from the names that Node read off it. */
function wrongName(asked: string, cert: Partial<PeerCertificate> = {}): string {
  const names = cert.subjectaltname?.split(", ") ?? [];
  const isAddress = /^[\d.]+$|:/.test(asked);
  const fitting = names
    .filter((name) => name.startsWith(isAddress ? "IP" : "DNS:"))
    .map((name) => name.replace(/^[^:]*:/, ""));
  return `tls: failed to verify certificate: x509: ${mismatch(asked, isAddress, fitting, cert)}`;
}

function mismatch(
  asked: string,
  isAddress: boolean,
  valid: readonly string[],
  { subject, subjectaltname }: Partial<PeerCertificate>,
): string {
  if (valid.length > 0) return `certificate is valid for ${valid.join(", ")}, not ${asked}`;
  if (!subjectaltname && String(subject?.CN).toLowerCase() === asked.toLowerCase()) {
    return "certificate relies on legacy Common Name field, use SANs instead";
  }
  return isAddress
    ? `cannot validate certificate for ${asked} because it doesn't contain any IP SANs`
    : `certificate is not valid for any names, but wanted to match ${asked}`;
}

const sslReason = (code: string, message: string): string =>
  /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code + message)
    ? "http: server gave HTTP response to HTTPS client"
    : `tls: ${message}`;

export const hostPort = (server: URL): string =>
  `${server.hostname}:${server.port || (server.protocol === "https:" ? "443" : "80")}`;

/** The error for a request that got no answer: kubectl's sentence for a refused connection, its prefix for the rest. */
export function unreachable(error: unknown, attempt: Attempt): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const reason = reasonOf(error, attempt.server);
  const asked = `${attempt.method[0]}${attempt.method.slice(1).toLowerCase()} ${JSON.stringify(attempt.server.origin + attempt.path)}`;
  if (reason.endsWith("connection refused")) {
    const host = attempt.server.host;
    const sentence = `The connection to the server ${host} was refused - did you specify the right host or port?`;
    return new NoAnswer(sentence, `${asked}: ${reason}`, "");
  }
  return new NoAnswer(reason, `${asked}: ${reason}`, "Unable to connect to the server: ");
}

/** A failed request; `full` names the request too, for commands that wrap the error in words of their own. */
export class NoAnswer extends ConnectionError {
  readonly full: string;

  constructor(message: string, full: string, prefix: string) {
    super(message, { prefix });
    this.full = full;
  }
}
