import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import type { User } from "../http/message.ts";
import { userOfToken } from "./service-token.ts";

/** Who may come in: the admin's certificate (checked by TLS against our own authority) and bearer tokens. */
export interface Credentials {
  /** Users by their token. */
  readonly tokens: ReadonlyMap<string, User>;
}

export const ADMIN: User = { name: "sandbox-admin", groups: ["system:masters", "system:authenticated"] };

/** Who sent a request; undefined when nobody we know did. An admin may speak for somebody else (Impersonate-…). */
export function authenticate(message: IncomingMessage, { tokens }: Credentials, now: number): User | undefined {
  const user = fromToken(message, tokens, now) ?? fromCertificate(message);
  const impersonated = message.headers["impersonate-user"];
  if (!user?.groups.includes("system:masters") || typeof impersonated !== "string") return user;
  const groups = message.headersDistinct["impersonate-group"] ?? [];
  const own = impersonated.startsWith("system:serviceaccount:") ? ["system:serviceaccounts"] : [];
  const uid = message.headers["impersonate-uid"];
  return {
    name: impersonated,
    groups: [...groups, ...own, "system:authenticated"],
    ...(typeof uid === "string" ? { uid } : {}),
    ...impersonatedExtra(message),
  };
}

/** Impersonate-Extra-KEY: VALUE; keys are percent-encoded and in small letters. */
function impersonatedExtra({ headersDistinct }: IncomingMessage): Pick<User, "extra"> {
  const prefix = "impersonate-extra-";
  const found = Object.entries(headersDistinct).filter(([key]) => key.startsWith(prefix));
  if (found.length === 0) return {};
  const extra = found.map(([key, values]) => [decodeURIComponent(key.slice(prefix.length)), values ?? []] as const);
  return { extra: Object.fromEntries(extra.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function fromToken({ headers }: IncomingMessage, tokens: Credentials["tokens"], now: number): User | undefined {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? "") ?? [];
  return token === undefined ? undefined : (tokens.get(token) ?? userOfToken(token, now));
}

function fromCertificate({ socket }: IncomingMessage): User | undefined {
  const tls = socket as TLSSocket;
  if (!tls.authorized) return undefined;
  const { subject, raw } = tls.getPeerCertificate();
  if (!subject?.CN) return undefined;
  const groups = [subject.O ?? []].flat() as string[];
  const credential = `X509SHA256=${createHash("sha256").update(raw).digest("hex")}`;
  return {
    name: String(subject.CN),
    groups: [...groups, "system:authenticated"],
    extra: { "authentication.kubernetes.io/credential-id": [credential] },
  };
}
