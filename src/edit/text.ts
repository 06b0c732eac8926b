/** Why an edit could not be saved: a sentence, and the fields that are wrong. */
export interface Reason {
  readonly head: string;
  readonly lines: readonly string[];
}

const ABOUT = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

/** The comment on top of an edited file: what to do and, when it is opened again, why (kubectl's words). */
export function header(reasons: readonly Reason[]): string {
  const told = reasons.map(({ head, lines }) =>
    [
      ...commented(`${head}${lines.length > 0 ? ":" : ""}`),
      ...lines.flatMap((line) => commented(`* ${line}`)),
      "#",
      "",
    ].join("\n"),
  );
  return ABOUT + told.join("");
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
