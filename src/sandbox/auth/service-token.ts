import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { User } from "../http/message.ts";

/** Tokens of service accounts are good for as long as this process lives. */
const KEY = randomBytes(32);
const HEADER = encoded({ alg: "HS256", typ: "JWT" });

/** What a token says of its bearer (RFC 7519). */
export interface Claims {
  readonly sub: string;
  readonly aud: readonly string[];
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exp: number;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

const signature = (text: string): Buffer => createHmac("sha256", KEY).update(text).digest();

/** Signs a token. */
export function signToken(claims: Claims): string {
  const text = `${HEADER}.${encoded(claims)}`;
  return `${text}.${signature(text).toString("base64url")}`;
}

const ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** Whose token it is; undefined for one that is not ours or no longer good. */
export function userOfToken(token: string, now: number): User | undefined {
  const [header, payload, given, ...more] = token.split(".");
  if (header !== HEADER || !payload || !given || more.length > 0) return undefined;
  const [own, theirs] = [signature(`${header}.${payload}`), Buffer.from(given, "base64url")];
  if (own.length !== theirs.length || !timingSafeEqual(own, theirs)) return undefined;
  const { sub, exp } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
  const [, namespace] = ACCOUNT.exec(sub) ?? [];
  if (namespace === undefined || exp * 1000 <= now) return undefined;
  const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
  return { name: sub, groups };
}
