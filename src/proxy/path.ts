/** A path without its escapes, or undefined where one of them is broken; bytes that are no text become U+FFFD. */
export function unescapePath(raw: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(raw)) return undefined;
  const bytes = raw.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Node hands bytes beyond ASCII out as they are; on the wire they are escaped. */
export const escapeBytes = (raw: string): string =>
  raw.replace(/[^!-~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => HTML[one] as string);

const HTML: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
