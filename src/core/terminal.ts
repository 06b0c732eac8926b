/** C0 controls but tab and newline, DEL, C1 controls, and the characters that reorder text on a screen. */
const HOSTILE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Makes text from a server or a file harmless on a terminal: control and bidi characters become visible escapes. */
export const escapeControls = (text: string): string => text.replace(HOSTILE, escapeOne);

function escapeOne(character: string): string {
  if (character === "\r") return "\\r";
  // As kubectl shows it.
  if (character === "\u001b") return "^[";
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
