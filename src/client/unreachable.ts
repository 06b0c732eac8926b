import { ConnectionError } from "../core/errors.ts";

interface NodeError {
  readonly code?: string;
  readonly message: string;
  readonly hostname?: string;
  readonly cert?: { readonly subjectaltname?: string };
}

export interface Attempt {
  readonly server: URL;
  readonly method: string;
  readonly path: string;
}

/** Why no answer came, in the words of Go's network errors that scripts look for. */
export function reasonOf(error: unknown, server: URL): string {
  // A name with several addresses fails once for each: the last attempt is the one Go reports.
  const { code = "", message, cert } = (error instanceof AggregateError ? error.errors.at(-1) : error) as NodeError;
  const host = hostPort(server).replace(/^localhost:/, "127.0.0.1:");
  const known = REASONS[code];
  if (known) return known(host, server, message, cert?.subjectaltname ?? "");
  if (code.startsWith("ERR_SSL") || /ssl|tls/i.test(code)) return sslReason(code, message);
  return message;
}

type Words = (host: string, server: URL, message: string, names: string) => string;

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
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  CERT_SIGNATURE_FAILURE: unknownAuthority,
  CERT_HAS_EXPIRED: verify("certificate has expired or is not yet valid"),
  CERT_NOT_YET_VALID: verify("certificate has expired or is not yet valid"),
  ERR_TLS_CERT_ALTNAME_INVALID: (_, server, message, names) => wrongName(server, message, names),
};

/** "certificate is valid for a, b, not c", from the names that Node read off the certificate. */
function wrongName(server: URL, message: string, names: string): string {
  const wanted = /^Hostname\/IP does not match certificate's altnames: (?:Host|IP): (\S+?)\.? /.exec(message)?.[1];
  const list = names.split(", ").filter(Boolean);
  const dns = list.filter((name) => name.startsWith("DNS:")).map((name) => name.slice(4));
  const addresses = list.filter((name) => name.startsWith("IP")).map((name) => name.replace(/^IP(?: Address)?:/, ""));
  const asked = wanted ?? server.hostname;
  const fitting = /^[\d.]+$|:/.test(asked) ? addresses : dns;
  const valid =
    fitting.length > 0
      ? `certificate is valid for ${fitting.join(", ")}, not ${asked}`
      : `cannot validate certificate for ${asked} because it doesn't contain any IP SANs`;
  return `tls: failed to verify certificate: x509: ${valid}`;
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
