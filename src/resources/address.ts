import { goQuote } from "../core/json/go-quote.ts";

/** What Go's url.Parse finds wrong with an http or https address, in its words; undefined for a good one. */
export function addressProblem(text: string): string | undefined {
  if (/[\0-\x1f\x7f]/.test(text)) return "net/url: invalid control character in URL";
  const [, authority = "", path = "", fragment = ""] =
    /^https?:\/\/([^/?#]*)([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(text) ?? [];
  const at = authority.lastIndexOf("@");
  const user = authority.slice(0, Math.max(at, 0));
  if (/[^\w\-.:~!$&'()*+,;=%@]/.test(user)) return "net/url: invalid userinfo";
  return escapeProblem(user) ?? hostProblem(authority.slice(at + 1)) ?? escapeProblem(path) ?? escapeProblem(fragment);
}

function hostProblem(host: string): string | undefined {
  const close = host.lastIndexOf("]");
  if (host.startsWith("[") && close < 0) return "missing ']' in host";
  const port = host.startsWith("[") ? host.slice(close + 1) : (/:.*$/s.exec(host)?.[0] ?? "");
  if (!/^(:\d*)?$/.test(port)) return `invalid port ${goQuote(port)} after host`;
  const name = host.slice(0, host.length - port.length);
  // Letters of ASCII are not escaped in a host's name.
  const problem = escapeProblem(name) ?? escapeError(/%[0-7].?/.exec(name.replaceAll("%25", "")));
  if (problem) return problem;
  const strange = /[^\w\-.~!$&'()*+,;=:[\]<>"%\u{80}-\u{10ffff}]/u.exec(name)?.[0];
  if (strange !== undefined) return `invalid character ${goQuote(strange)} in host name`;
  return URL.canParse(`http://${name || "x"}/`) ? undefined : "invalid address";
}

/** A percent sign without two digits of base 16 behind it. */
const escapeProblem = (text: string): string | undefined => escapeError(/%(?![\da-f]{2}).{0,2}/is.exec(text));

const escapeError = (found: RegExpExecArray | null): string | undefined =>
  found === null ? undefined : `invalid URL escape ${goQuote(found[0])}`;
