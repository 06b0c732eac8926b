const HTML: Readonly<Record<string, string>> = {
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\0": "\ufffd",
};

/** Go's HTML escaping. */
export const escapeHtml = (text: string): string => text.replace(/["'&<>\0]/g, (one) => HTML[one] as string);

const JS: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", '"': '\\"' };

/** Go's escaping for JavaScript strings: everything unprintable as \uXXXX. */
export const escapeJs = (text: string): string =>
  text.replace(/['"\\<>&=]|[^ -~\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, (one) => {
    const short = JS[one];
    if (short) return short;
    return `\\u${(one.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
  });

/** Go's escaping for the query of a URL: blanks become "+". */
export const escapeQuery = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
