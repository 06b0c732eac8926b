/** Tabs, control characters, breaks beyond LF and a byte order mark, which YAML 1.1 and 1.2 treat otherwise. */
const CHARACTERS = /[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** Forms that the two grammars read differently, or that one of them refuses; all are rare in manifests. */
const FORMS: readonly RegExp[] = [
  // Directives, document ends and blocks without a key; lists within lists.
  /^(?:%|\.\.\.|[|>]| *- +- )/m,
  // Tags and anchors.
  /(?:^|[\s[{,:-])(?:!|&[^\s&])/m,
  // Escapes of YAML 1.2, surrogates, code points out of range.
  /\\(?:[/U]|u[dD][89a-fA-F])/,
  // Colons beside brackets and commas, words with a quote behind, keys over two lines in braces.
  /[^"']:[,[\]{}]|[[{,]\s*(?::|\w+")|\{[^{}\n]*[^\s,{}[\]] *\n/,
  // A stretch that is too long for a key.
  /[^\n:]{1024}/,
];

/** Whether a YAML text holds something that js-yaml may read otherwise than kubectl. */
export const isDoubtful = (text: string): boolean =>
  CHARACTERS.test(text) || FORMS.some((form) => form.test(text)) || (text.includes("?") && /[[{]/.test(text));
