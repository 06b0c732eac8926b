/** Why an edit could not be saved: a sentence, and the fields that are wrong. */
export interface Reason {
  readonly head: string;
  readonly lines: readonly string[];
}

/** What stands on top of objects that are edited (kubectl's words). */
export const ABOUT_OBJECTS = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

/** What stands on top of the configurations that were applied last. */
export const ABOUT_LAST_APPLIED = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`;

/** The comment on top of an edited file: what it is about and, when it is opened again, why. */
export function header(about: string, reasons: readonly Reason[]): string {
  const told = reasons.map(({ head, lines }) =>
    [
      ...commented(`${head}${lines.length > 0 ? ":" : ""}`),
      ...lines.flatMap((line) => commented(`* ${line}`)),
      "#",
      "",
    ].join("\n"),
  );
  return about + told.join("");
}

const commented = (text: string): string[] => text.split("\n").map((line) => `# ${line}`);

/** The text without lines that begin with "#", its lines ended by LF. */
export const withoutComments = (text: string): string =>
  text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n");

/** Whether anything but comments and blanks is left. */
export const hasLines = (text: string): boolean => withoutComments(text).trim() !== "";

export const withWindowsLines = (text: string): string => text.replaceAll("\n", "\r\n");
