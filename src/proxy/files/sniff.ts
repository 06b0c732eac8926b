const PAGE =
  /^[\t\n\f\r ]*<(?:(?:!DOCTYPE HTML|HTML|HEAD|SCRIPT|IFRAME|H1|DIV|FONT|TABLE|A|STYLE|TITLE|B|BODY|BR|P)[ >]|!--)/i;

/** Beginnings of files in Latin-1, and what they are. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [PAGE, "text/html; charset=utf-8"],
  [/^[\t\n\f\r ]*<\?xml/, "text/xml; charset=utf-8"],
  [/^%PDF-/, "application/pdf"],
  [/^%!PS-Adobe-/, "application/postscript"],
  [/^\xfe\xff../s, "text/plain; charset=utf-16be"],
  [/^\xff\xfe../s, "text/plain; charset=utf-16le"],
  [/^\xef\xbb\xbf./s, "text/plain; charset=utf-8"],
  [/^\0\0[\x01\x02]\0/, "image/x-icon"],
  [/^BM/, "image/bmp"],
  [/^GIF8[79]a/, "image/gif"],
  [/^RIFF....WEBPVP/s, "image/webp"],
  [/^\x89PNG\r\n\x1a\n/, "image/png"],
  [/^\xff\xd8\xff/, "image/jpeg"],
  [/^ID3/, "audio/mpeg"],
  [/^OggS\0/, "application/ogg"],
  [/^RIFF....WAVE/s, "audio/wave"],
  [/^\x1a\x45\xdf\xa3/, "video/webm"],
  [/^\0asm/, "application/wasm"],
  [/^wOFF/, "font/woff"],
  [/^wOF2/, "font/woff2"],
  [/^\x1f\x8b\x08/, "application/x-gzip"],
  [/^PK\x03\x04/, "application/zip"],
];

/** What a file's first 512 bytes look like, as browsers guess it. */
export function sniff(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const found = BEGINNINGS.find(([pattern]) => pattern.test(text));
  if (found) return found[1];
  const start = text.replace(/^[\t\n\f\r ]+/, "");
  return /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(start) ? "application/octet-stream" : "text/plain; charset=utf-8";
}
