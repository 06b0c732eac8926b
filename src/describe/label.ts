const ACRONYMS = new Set(["API", "URL", "UID", "OSB", "GUID"]);

/** A field's name as a label: "hostIP" becomes "Host IP", "uid" becomes "UID"; names with digits or marks stay. */
export function labelOf(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field;
  return wordsOf(field)
    .map((word) => {
      const large = word.toUpperCase();
      return ACRONYMS.has(large) ? large : word.charAt(0).toUpperCase() + word.slice(1);
    })
    .join(" ");
}

/**
 * The words of a name in camel case. As kubectl's: three large letters and more keep the small ones behind them ("PDFLoader",
 * "URLs"), of two the second goes with the small ones ("Host I Ps").
 */
const wordsOf = (field: string): string[] =>
  field.match(/\p{Lu}{3,}\p{Ll}*|\p{Lu}{2}(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}|[^\p{Lu}\p{Ll}]+/gu) ?? [];
